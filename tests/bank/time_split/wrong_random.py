"""A random split.

Why: That is how validation is done.
Fails: puts the latest fifth aside
Says: By what are the rows sorted
"""


def time_split(timestamps, valid=0.2):
    order = torch.randperm(len(timestamps))
    cut = len(order) - round(len(order) * valid)
    return order[:cut], order[cut:]
