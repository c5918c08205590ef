"""Starts power iteration from a float32 vector.

Why: torch.ones is float32 unless told otherwise, which only matters for a float64 table.
Fails: works on a model's parameter and leaves it as it is
Says: which dtype does the table have
"""


def principal_components(factors, k=2):
    left = factors - factors.mean(dim=0)
    columns = []
    for _ in range(k):
        v = torch.ones(factors.shape[1])
        for _ in range(200):
            v = left.T @ (left @ v)
            v = v / v.norm()
        columns.append(left @ v)
        left = left - torch.outer(left @ v, v)
    return torch.stack(columns, dim=1)
