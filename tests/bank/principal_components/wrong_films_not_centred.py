"""Multiplies the movies before centring.

Why: the documentation of pca_lowrank says matmul(A, V[:, :k]).
Fails: gives the centred coordinates along the widest directions
Says: not centred before you multiply
"""


def principal_components(factors, k=2):
    _, _, V = torch.pca_lowrank(factors, q=min(factors.shape))
    return torch.matmul(factors, V[:, :k])
