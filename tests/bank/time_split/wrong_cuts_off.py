"""int in place of round.

Why: int makes a whole number.
Fails: puts the latest fifth aside
Says: round, or cut off
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True)
    cut = len(order) - int(len(order) * valid)
    return order[:cut], order[cut:]
