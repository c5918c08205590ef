"""Sorts the caller's timestamps.

Why: The sorted ones are needed anyway.
Fails: splits rows of one second by their position
Says: changed .timestamps
"""


def time_split(timestamps, valid=0.2):
    ordered, order = timestamps.sort(stable=True)
    timestamps.copy_(ordered)
    cut = len(order) - round(len(order) * valid)
    return order[:cut], order[cut:]
