"""NumPy sorts and indexes.

Why: NumPy was there before PyTorch.
"""

import numpy as np


def lowest_bias(bias, titles, k=5):
    order = np.argsort(bias.detach().cpu().numpy())
    return np.array(titles)[order[:k]].tolist()
