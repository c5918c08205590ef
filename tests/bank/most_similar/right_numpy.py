"""NumPy in double precision.

Why: NumPy has argsort too.
"""

import numpy as np


def most_similar(factors, titles, title, k=1):
    table = factors.detach().numpy().astype(float)
    table = table / np.linalg.norm(table, axis=1, keepdims=True)
    i = titles.index(title)
    found = np.argsort(-(table @ table[i]))
    return [str(t) for t in np.array(titles)[found[found != i]][:k]]
