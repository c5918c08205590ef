"""Later than a quantile.

Why: A quantile is a cut in time.
Fails: splits rows of one second by their position
Says: timestamp of the cut
"""


def time_split(timestamps, valid=0.2):
    ordered = timestamps.sort().values
    k = round(len(ordered) * valid)
    cut = ordered[len(ordered) - k - 1] if k < len(ordered) else ordered[0] - 1
    return (timestamps <= cut).nonzero().flatten(), (timestamps > cut).nonzero().flatten()
