"""Divides by the eigenvalues.

Why: whitening, one root short.
Fails: gives the centred coordinates along the widest directions
Says: eigenvalue
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(0)
    values, vectors = torch.linalg.eigh(centred.T @ centred)
    return (centred @ vectors.flip(1) / values.flip(0))[:, :k]
