"""np.clip and np.rint.

Why: NumPy rounds and clips.
"""

import numpy as np


def embedding_size(n_categories):
    return int(np.clip(np.rint(1.6 * np.power(float(n_categories), 0.56)), None, 600))
