"""Eigenvectors of the covariance, turned round.

Why: the way of statistics books; eigh sorts upwards.
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, vectors = torch.linalg.eigh(torch.cov(centred.T).reshape(factors.shape[1], -1))
    return centred @ vectors.flip(1)[:, :k]
