"""NumPy.

Why: NumPy has no graphs.
"""


def average_row(table):
    rows = table.detach().numpy()[1:]
    return torch.from_numpy(rows.mean(axis=0))
