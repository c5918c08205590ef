"""Returns a NumPy array.

Why: np.unique and np.append stay in NumPy, and turn numbers into strings on the way.
Fails: returns a list that starts with '#na#'
Says: NumPy array[\s\S]*where do the values become an array
"""

import numpy as np


def build_vocab(values):
    return np.append(["#na#"], np.unique(values))
