"""Assigns to all entries of each parameter.

Why: `p[...] = ` changes entries, `p = ` a name.
"""


def decay_weights(parameters, lr, wd):
    keep = 1.0 - lr * wd
    with torch.no_grad():
        for p in parameters:
            p[...] = keep * p
