"""Always a fifth.

Why: A fifth is what the lesson does.
Fails: takes any share, rounded to whole rows, and none of two rows
Says: rounded
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True)
    cut = len(order) - round(len(order) * 0.2)
    return order[:cut], order[cut:]
