"""Assigns to a slice of each parameter.

Why: `p[:] = ` is how one writes into a list.
Fails: shrinks every weight by the same factor
Says: a single number, of shape
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p[:] = p - p * lr * wd
