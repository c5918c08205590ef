"""valid comes first.

Why: The share is cut off the front, then both are returned in that order.
Fails: puts the latest fifth aside
Says: Are the two swapped
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(descending=True, stable=True)
    k = round(len(order) * valid)
    return order[:k], order[k:]
