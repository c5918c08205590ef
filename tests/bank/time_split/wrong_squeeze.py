"""Squeezed positions.

Why: nonzero gives a column, and squeeze takes it away.
Fails: takes any share, rounded to whole rows, and none of two rows
Says: squeeze
"""


def time_split(timestamps, valid=0.2):
    late = torch.zeros(len(timestamps), dtype=torch.bool)
    cut = len(timestamps) - round(len(timestamps) * valid)
    late[timestamps.argsort(stable=True)[cut:]] = True
    return (~late).nonzero().squeeze(), late.nonzero().squeeze()
