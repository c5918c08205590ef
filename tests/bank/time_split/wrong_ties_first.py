"""Of one second the first rows validate.

Why: Sorting downwards keeps ties in their order, too.
Fails: splits rows of one second by their position
Says: higher position
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(descending=True, stable=True)
    k = round(len(order) * valid)
    return order[k:], order[:k]
