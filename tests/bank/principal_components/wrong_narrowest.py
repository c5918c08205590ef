"""Takes the first eigenvectors of eigh.

Why: eigh sorts upwards, so the first ones are the narrowest.
Fails: gives the centred coordinates along the widest directions
Says: narrowest directions
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, vectors = torch.linalg.eigh(centred.T @ centred)
    return centred @ vectors[:, :k]
