"""NumPy's functions, and a NumPy integer comes back.

Why: whoever thinks in arrays writes this.
"""

import numpy as np


def embedding_size(n_categories):
    return np.minimum(600, np.rint(1.6 * np.power(n_categories, 0.56))).astype(int)
