"""Two lists.

Why: Lists index, too.
Fails: returns two tensors of positions, each row in one of them
Says: a list, expected a tensor
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True).tolist()
    cut = len(order) - round(len(order) * valid)
    return order[:cut], order[cut:]
