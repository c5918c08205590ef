"""Two masks.

Why: A mask selects rows, too.
Fails: returns two tensors of positions, each row in one of them
Says: mask
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True)
    late = torch.zeros(len(order), dtype=torch.bool)
    late[order[len(order) - round(len(order) * valid) :]] = True
    return ~late, late
