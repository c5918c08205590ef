"""Subtracts the square of each weight.

Why: the penalty itself, not its derivative.
Fails: shrinks every weight by the same factor
Says: square of each weight
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p -= lr * wd * p**2
