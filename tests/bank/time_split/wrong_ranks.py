"""argsort twice.

Why: Ranks look like an order.
Fails: puts the latest fifth aside
Says: argsort. twice
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True).argsort()
    cut = len(order) - round(len(order) * valid)
    return order[:cut], order[cut:]
