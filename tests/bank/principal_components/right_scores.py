"""U times S.

Why: the two halves of the decomposition that are left.
"""


def principal_components(factors, k=2):
    U, S, Vh = torch.linalg.svd(factors - factors.mean(dim=0), full_matrices=False)
    return U[:, :k] * S[:k]
