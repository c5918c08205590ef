"""Multiplies by the widths once more.

Why: S was to be somewhere, and the product holds it already.
Fails: gives the centred coordinates along the widest directions
Says: how far the cloud reaches along its direction
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, S, Vh = torch.linalg.svd(centred, full_matrices=False)
    return centred @ Vh[:k].T * S[:k]
