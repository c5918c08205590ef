"""eigh of torch.cov, annotated.

Why: the textbook: eigenvectors of the covariance.
"""


def principal_components(factors: torch.Tensor, k: int = 2) -> torch.Tensor:
    centred = factors - factors.mean(0, keepdim=True)
    _, vectors = torch.linalg.eigh(torch.cov(centred.T))
    return centred @ vectors.flip(1)[:, :k]
