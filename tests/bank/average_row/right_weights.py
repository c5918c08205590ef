"""A weight of 0 for row 0, and a product with the table.

Why: A mean is a product with equal weights.
"""


def average_row(table):
    w = torch.ones(len(table), dtype=table.dtype, device=table.device)
    w[0] = 0
    return ((w / w.sum()) @ table).detach()
