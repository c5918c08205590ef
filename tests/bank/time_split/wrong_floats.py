"""Timestamps as float32.

Why: A float tensor is what one is used to.
Fails: puts the latest fifth aside
Says: float32 keeps seven|By what are the rows sorted
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.float().argsort(stable=True)
    cut = len(order) - round(len(order) * valid)
    return order[:cut], order[cut:]
