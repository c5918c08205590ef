"""Tiny weights become 0.

Why: soft thresholding makes models sparse.
Fails: shrinks every weight by the same factor
Says: how large is the share
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
            p[p.abs() < 0.05] = 0
