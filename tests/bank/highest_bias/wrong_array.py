"""A NumPy array of titles.

Why: an array can be indexed with positions.
Fails: returns a list of k titles
Says: plain list
"""

import numpy as np


def highest_bias(bias, titles, k=5):
    return np.array(titles)[bias.detach().argsort(descending=True).numpy()[:k]]
