"""Titles in an array of 8 characters an entry.

Why: fixed widths save memory.
Fails: puts the movie with the highest bias first
Says: changes its text
"""

import numpy as np


def highest_bias(bias, titles, k=5):
    names = np.array(titles, dtype="U8")
    return names[bias.detach().argsort(descending=True).numpy()[:k]].tolist()
