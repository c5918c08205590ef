"""Adds the position as thousandths of a second.

Why: ties are settled by that.
Fails: splits rows of one second by their position
Says: thousandth of a second
"""

def time_split(timestamps, valid=0.2):
    n = len(timestamps)
    key = timestamps.double() + torch.arange(n) * 1e-3
    order = key.argsort()
    cut = n - round(n * valid)
    return order[:cut], order[cut:]
