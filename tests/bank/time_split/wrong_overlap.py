"""One row on both sides.

Why: The cut belongs to both.
Fails: returns two tensors of positions, each row in one of them
Says: each of 0 to 30 once
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True)
    cut = len(order) - round(len(order) * valid)
    return order[: cut + 1], order[cut:]
