"""A product with equal weights.

Why: A mean is a weighted sum.
"""


def average_row(table):
    t = table.detach()
    weights = torch.full((len(t),), 1 / (len(t) - 1), dtype=t.dtype)
    weights[0] = 0
    return weights @ t
