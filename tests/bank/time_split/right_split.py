"""tensor_split, returned as a list.

Why: tensor_split cuts at a position.
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True)
    return list(order.tensor_split([len(order) - round(len(order) * valid)]))
