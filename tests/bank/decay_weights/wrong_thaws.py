"""Switches gradients off, and on for all of them.

Why: leaves may not be written to while they require a gradient.
Fails: changes the parameters in place, whatever they come in
Says: for each as it was
"""


def decay_weights(parameters, lr, wd):
    for p in parameters:
        p.requires_grad_(False)
        p.mul_(1 - lr * wd)
        p.requires_grad_(True)
