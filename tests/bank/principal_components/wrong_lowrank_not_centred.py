"""Switches off the centring of pca_lowrank.

Why: center=False looked like something for data that are centred already.
Fails: gives the centred coordinates along the widest directions
Says: Nothing is centred
"""


def principal_components(factors, k=2):
    U, S, V = torch.pca_lowrank(factors, q=min(factors.shape), center=False)
    return U[:, :k] * S[:k]
