"""Slices from the back.

Why: order[-k:] are the last k.
Fails: takes any share, rounded to whole rows, and none of two rows
Says: -0:
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True)
    k = round(len(order) * valid)
    return order[:-k], order[-k:]
