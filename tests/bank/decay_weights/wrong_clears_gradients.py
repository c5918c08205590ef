"""Clears the gradients.

Why: it belongs to the end of every step, one thinks.
Fails: leaves gradients alone
Says: gradient is gone
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
            p.grad = None
