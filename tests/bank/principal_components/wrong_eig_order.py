"""Takes the first columns that eig gives.

Why: svd has the widest first, and eig is taken to do the same.
Fails: gives the centred coordinates along the widest directions
Says: the widest do not come first
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, vectors = torch.linalg.eig(centred.T @ centred)
    return centred @ vectors.real[:, :k]
