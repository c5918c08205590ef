"""A mask, in the order of the rows.

Why: nonzero of a mask keeps the rows in their order.
"""


def time_split(timestamps, valid=0.2):
    late = torch.zeros(len(timestamps), dtype=torch.bool)
    cut = len(timestamps) - round(len(timestamps) * valid)
    late[torch.argsort(timestamps, stable=True)[cut:]] = True
    return (~late).nonzero().flatten(), late.nonzero().flatten()
