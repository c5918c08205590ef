"""Subtracts one number.

Why: mean() without a dimension is the mean of everything.
Fails: gives the centred coordinates along the widest directions
Says: One number
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean()
    _, _, Vh = torch.linalg.svd(centred, full_matrices=False)
    return centred @ Vh[:k].T
