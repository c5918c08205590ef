"""torch's own function, U and S.

Why: U * S are the coordinates already.
"""


def principal_components(factors, k=2):
    U, S, V = torch.pca_lowrank(factors.detach(), q=min(factors.shape))
    return (U @ torch.diag(S))[:, :k]
