"""np.lexsort by time, then position.

Why: The last key is the first to sort by.
"""

import numpy as np


def time_split(timestamps, valid=0.2):
    n = len(timestamps)
    order = torch.from_numpy(np.lexsort((np.arange(n), timestamps.numpy())))
    cut = n - round(n * valid)
    return order[:cut], order[cut:]
