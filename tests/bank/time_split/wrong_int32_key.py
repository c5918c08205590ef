"""One key of seconds and position, in 32 bits.

Why: `int` is a number.
Fails: puts the latest fifth aside
Says: 32 bits
"""

def time_split(timestamps, valid=0.2):
    n = len(timestamps)
    key = (timestamps - timestamps.min()).int() * n + torch.arange(n, dtype=torch.int32)
    order = key.argsort()
    cut = n - round(n * valid)
    return order[:cut], order[cut:]
