"""Takes the last eigenvectors as they stand.

Why: the widest is the very last of them.
Fails: gives the centred coordinates along the widest directions
Says: widest comes last
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, vectors = torch.linalg.eigh(centred.T @ centred)
    return centred @ vectors[:, -k:]
