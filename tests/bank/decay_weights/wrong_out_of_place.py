"""`p.mul(...)` without the underscore.

Why: one character is missing.
Fails: shrinks every weight by the same factor
Says: operations without an underscore, such as `mul`
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul(1 - lr * wd)
