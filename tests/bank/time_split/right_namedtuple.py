"""Returns a namedtuple.

Why: the two parts have names.
"""

from collections import namedtuple

Parts = namedtuple("Parts", "train valid")
def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True)
    cut = len(order) - round(len(order) * valid)
    return Parts(order[:cut], order[cut:])
