"""Time times n plus position: a key without ties.

Why: Then any sort will do.
"""


def time_split(timestamps, valid=0.2):
    n = len(timestamps)
    key = timestamps * n + torch.arange(n)
    order = key.argsort()
    later = round(n * valid)
    return order[: n - later], order[n - later :]
