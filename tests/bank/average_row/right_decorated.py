"""torch.no_grad as a decorator, axis for dim.

Why: NumPy's word is taken too.
"""


@torch.no_grad()
def average_row(table):
    return table[1:].mean(axis=0)
