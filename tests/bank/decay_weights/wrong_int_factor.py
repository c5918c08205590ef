"""A whole number comes of the factor.

Why: round was to make the message shorter.
Fails: shrinks every weight by the same factor
Says: expected
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(round(1 - lr * wd, 1))
