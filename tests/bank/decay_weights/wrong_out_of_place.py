"""`p.mul(...)` without the underscore.

Why: one character is missing.
Fails: shrinks every weight by the same factor
Says: new numbers end up in a new tensor
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul(1 - lr * wd)
