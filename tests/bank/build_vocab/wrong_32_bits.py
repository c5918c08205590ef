"""Numbers in 32 bits.

Why: ids are small.
Fails: holds every distinct value once, sorted
Says: not among the values
"""

import numpy as np


def build_vocab(values):
    values = list(values)
    if not isinstance(values[0], str):
        values = np.array(values).astype(np.int32).tolist()
    return ["#na#", *sorted(set(values))]
