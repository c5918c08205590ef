"""Returns NumPy strings in a list.

Why: list() around an array keeps its own string type, which is a str.
"""

import numpy as np


def lowest_bias(bias, titles, k=5):
    order = bias.detach().numpy().argsort()[:k]
    return list(np.asarray(titles)[order])
