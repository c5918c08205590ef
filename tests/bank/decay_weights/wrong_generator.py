"""A generator.

Why: `yield` was to give the parameters back.
Fails: shrinks every weight by the same factor
Says: goes through
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
            yield p
