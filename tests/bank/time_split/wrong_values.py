"""The timestamps themselves.

Why: sort gives sorted timestamps.
Fails: returns two tensors of positions, each row in one of them
Says: timestamps in place of positions
"""


def time_split(timestamps, valid=0.2):
    ordered = timestamps.sort().values
    cut = len(ordered) - round(len(ordered) * valid)
    return ordered[:cut], ordered[cut:]
