"""A NumPy array of titles.

Why: an array can be indexed with positions.
Fails: returns a list of k titles
Says: plain list
"""

import numpy as np


def lowest_bias(bias, titles, k=5):
    return np.array(titles)[bias.detach().argsort(descending=False).numpy()[:k]]
