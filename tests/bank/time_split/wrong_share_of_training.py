"""The share of training rounded.

Why: int(n * (1 - valid)) rows train.
Fails: puts the latest fifth aside
Says: round, or cut off
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True)
    cut = int(len(order) * (1 - valid))
    return order[:cut], order[cut:]
