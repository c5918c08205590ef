"""Subtracts lr * wd from every weight.

Why: `p -= lr * wd` looks like a step of an optimizer.
Fails: shrinks every weight by the same factor
Says: same number is subtracted from every weight
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p -= lr * wd
