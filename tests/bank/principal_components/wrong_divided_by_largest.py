"""Divided by the largest of each column.

Why: for a plot from -1 to 1.
Fails: gives the centred coordinates along the widest directions
Says: range of its own
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(0)
    out = centred @ torch.linalg.svd(centred, full_matrices=False).Vh[:k].T
    return out / out.abs().amax(0)
