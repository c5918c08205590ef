"""NumPy, with a negated array.

Why: NumPy has no descending argsort.
"""

import numpy as np


def highest_bias(bias, titles, k=5):
    order = np.argsort(-bias.detach().numpy(), kind="stable")[:k]
    return [titles[i] for i in order]
