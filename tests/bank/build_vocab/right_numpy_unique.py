"""NumPy's unique, which sorts by itself.

Why: np.unique gives distinct values in order; its entries are NumPy scalars.
"""

import numpy as np


def build_vocab(values):
    return ["#na#"] + list(np.unique(values))
