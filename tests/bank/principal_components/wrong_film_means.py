"""Subtracts each movie's mean.

Why: dim=1 in place of dim=0.
Fails: gives the centred coordinates along the widest directions
Says: mean of each movie's factors
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=1, keepdim=True)
    _, _, Vh = torch.linalg.svd(centred, full_matrices=False)
    return centred @ Vh[:k].T
