"""Rounds the coordinates to two decimals.

Why: a plot needs no more.
Fails: gives the centred coordinates along the widest directions
Says: coordinates are rounded
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, _, Vh = torch.linalg.svd(centred, full_matrices=False)
    return torch.round(centred @ Vh[:k].T, decimals=2)
