"""Calls `.numpy()` on a parameter.

Why: it works on every tensor that was tried by hand.
Fails: works on a model's parameter and leaves it as it is
Says: NumPy knows nothing of gradients
"""

import numpy as np


def lowest_bias(bias, titles, k=5):
    order = np.argsort(bias.numpy())
    return [titles[i] for i in order[:k]]
