"""Multiplies by lr * wd.

Why: the 1 - was forgotten.
Fails: shrinks every weight by the same factor
Says: keeps the share that should go
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(lr * wd)
