"""Shrinks copies and returns them.

Why: parameters are not to be touched, one thinks.
Fails: shrinks every weight by the same factor
Says: new tensors|copies
"""


def decay_weights(parameters, lr, wd):
    return [p.detach().clone().mul_(1 - lr * wd) for p in parameters]
