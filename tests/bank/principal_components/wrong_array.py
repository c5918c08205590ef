"""Returns a NumPy array.

Why: the last step back to a tensor was forgotten.
Fails: returns k numbers for each movie
Says: NumPy array, expected a tensor
"""

import numpy as np


def principal_components(factors, k=2):
    table = factors.detach().numpy()
    table = table - table.mean(axis=0)
    return table @ np.linalg.svd(table, full_matrices=False)[2][:k].T
