"""Text in an array of 16 characters an entry.

Why: fixed widths save memory.
Fails: holds every distinct value once, sorted
Says: is not among the values
"""

import numpy as np


def build_vocab(values):
    values = np.asarray(values)
    if values.dtype.kind in "UO":
        values = values.astype("U16")
    return ["#na#"] + np.unique(values).tolist()
