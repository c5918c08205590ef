"""From the latest on.

Why: The latest come first when sorting downwards; the flip keeps ties in order.
"""


def time_split(timestamps, valid=0.2):
    n = len(timestamps)
    order = n - 1 - timestamps.flip(0).argsort(descending=True, stable=True)
    aside = round(valid * n)
    return order[aside:], order[:aside]
