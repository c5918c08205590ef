"""Movies as columns.

Why: some people think in columns.
"""


def cosine_to(factors, index):
    columns = factors.t()
    columns = columns / torch.linalg.vector_norm(columns, dim=0)
    return torch.mv(columns.t(), columns[:, index])
