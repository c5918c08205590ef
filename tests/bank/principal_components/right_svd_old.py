"""torch.svd, whose V has directions as columns.

Why: older texts use torch.svd.
"""


def principal_components(factors, k=2):
    x = factors - torch.mean(factors, 0)
    U, S, V = torch.svd(x)
    return torch.mm(x, V[:, :k])
