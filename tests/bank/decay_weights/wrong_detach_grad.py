"""Throws gradients away by p.grad = None.

Why: decay is decoupled from the gradient.
Fails: leaves gradients alone
Says: which line takes it away
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
            p.grad = None
