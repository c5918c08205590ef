"""einsum for the sum.

Why: Then one division.
"""


def average_row(table):
    rows = table.detach()[1:]
    return torch.einsum("nd->d", rows) / rows.shape[0]
