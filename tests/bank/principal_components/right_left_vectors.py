"""From U and S, without another product.

Why: U * S are the coordinates already.
"""


def principal_components(factors, k=2):
    U, S, _ = torch.linalg.svd(factors - factors.mean(0, keepdim=True), full_matrices=False)
    return U[:, :k] * S[:k]
