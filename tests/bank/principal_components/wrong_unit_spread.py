"""Divides the coordinates by their spread.

Why: whitening is a habit from other data.
Fails: gives the centred coordinates along the widest directions
Says: same spread
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, _, Vh = torch.linalg.svd(centred, full_matrices=False)
    scores = centred @ Vh[:k].T
    return scores / scores.std(dim=0)
