"""NumPy's dtype.

Why: np.zeros is float64, and from_numpy keeps it.
Fails: returns a float32 vector of length n
Says: NumPy's habit
"""

import numpy as np


def one_hot(index, n):
    vector = np.zeros(n)
    vector[index] = 1
    return torch.from_numpy(vector)
