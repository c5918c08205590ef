"""Calls `.numpy()` on a parameter.

Why: it works on every tensor that was tried by hand.
Fails: works on a model's parameter and leaves it as it is
Says: NumPy knows nothing of gradients
"""

import numpy as np


def cosine_to(factors, index):
    table = factors.numpy()
    lengths = np.linalg.norm(table, axis=1)
    return torch.from_numpy(table @ table[index] / (lengths * lengths[index]))
