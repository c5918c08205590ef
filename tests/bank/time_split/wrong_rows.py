"""The last rows of the list.

Why: df[:80000] is how one splits.
Fails: puts the latest fifth aside
Says: where do the timestamps come in
"""


def time_split(timestamps, valid=0.2):
    n = len(timestamps)
    rows = torch.arange(n)
    return rows[: n - round(n * valid)], rows[n - round(n * valid) :]
