"""Sorts an array in place.

Why: `sort` is what arrays have for it.
Fails: takes a Series or an array as well as a list
Says: changed the array `values` itself: at place \d+ stood
"""

import numpy as np


def build_vocab(values):
    if isinstance(values, np.ndarray):
        values.sort()
        return ["#na#", *dict.fromkeys(values.tolist())]
    return ["#na#", *sorted(set(values))]
