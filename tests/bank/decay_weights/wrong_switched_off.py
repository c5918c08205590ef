"""Switches gradients off for good.

Why: set_grad_enabled(False) reads like a command for this function.
Fails: leaves gradients alone
Says: switched off for everything that follows
"""


def decay_weights(parameters, lr, wd):
    torch.set_grad_enabled(False)
    for p in parameters:
        p.mul_(1 - lr * wd)
