"""Power iteration with ten steps.

Why: ten steps are many.
Fails: takes any k, 2 where none is given
Says: too early
"""


def principal_components(factors, k=2):
    centred = factors.detach() - factors.detach().mean(dim=0)
    left, columns = centred, []
    for _ in range(k):
        v = torch.randn(factors.shape[1], dtype=factors.dtype)
        for _ in range(10):
            v = left.T @ (left @ v)
            v = v / v.norm()
        columns.append(centred @ v)
        left = left - torch.outer(left @ v, v)
    return torch.stack(columns, dim=1)
