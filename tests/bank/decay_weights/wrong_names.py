"""Loops over names and parameters.

Why: named_parameters was expected.
Fails: shrinks every weight by the same factor
Says: without their names
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for name, p in parameters:
            p.mul_(1 - lr * wd)
