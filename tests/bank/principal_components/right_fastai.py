"""fastai's way: the SVD of the transposed table.

Why: this is what its pca method does.
"""


def principal_components(factors, k=2):
    x = factors - torch.mean(factors, 0)
    U, S, V = torch.svd(x.t())
    return torch.mm(x, U[:, :k])
