"""`requires_grad_(False)`, never switched back.

Why: the error message went away with it.
Fails: changes the parameters in place, whatever they come in
Says: no longer requires a gradient
"""


def decay_weights(parameters, lr, wd):
    for p in parameters:
        p.requires_grad_(False)
        p.mul_(1 - lr * wd)
