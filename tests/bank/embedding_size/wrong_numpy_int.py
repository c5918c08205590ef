"""np.round, a NumPy float.

Why: NumPy's round is what one knows.
Fails: returns an int
Says: round
"""

import numpy as np


def embedding_size(n_categories):
    return np.minimum(600, np.round(1.6 * n_categories**0.56))
