"""Power iteration, one direction after the other.

Why: it needs no decomposition from a library.
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    left, columns = centred, []
    for _ in range(k):
        v = torch.ones_like(factors[0]) + torch.arange(factors.shape[1])
        for _ in range(200):
            v = left.T @ (left @ v)
            v = v / v.norm()
        columns.append(centred @ v)
        left = left - torch.outer(left @ v, v)
    return torch.stack(columns, dim=1)
