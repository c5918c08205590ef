"""torch.matmul, annotated.

Why: the long name says what it is.
"""


def one_hot_lookup(table: torch.Tensor, index: int) -> torch.Tensor:
    n, _ = table.size()
    return torch.matmul(table.t(), one_hot(index, n))
