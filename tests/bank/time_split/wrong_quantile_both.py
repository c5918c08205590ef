"""Ties on neither side.

Why: Earlier than the cut trains, later validates.
Fails: returns two tensors of positions, each row in one of them
Says: each of 0 to 30 once
"""


def time_split(timestamps, valid=0.2):
    ordered = timestamps.sort().values
    k = round(len(ordered) * valid)
    if k == 0:
        return torch.arange(len(ordered)), torch.arange(0)
    cut = ordered[len(ordered) - k]
    return (timestamps < cut).nonzero().flatten(), (timestamps > cut).nonzero().flatten()
