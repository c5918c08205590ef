"""Puts '#na#' into an array of the distinct values.

Why: NumPy's `unique` sorts, and `insert` puts something in front.
Fails: takes a Series or an array as well as a list
Says: where does it meet the numbers in an array
"""

import numpy as np


def build_vocab(values):
    if isinstance(values, np.ndarray):
        return np.insert(np.unique(values), 0, "#na#").tolist()
    return ["#na#", *sorted(set(values))]
