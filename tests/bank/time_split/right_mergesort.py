"""NumPy's mergesort.

Why: Its name for a stable sort.
"""

import numpy as np


def time_split(timestamps, valid=0.2):
    order = np.argsort(timestamps.numpy(), kind="mergesort")
    n_train = len(order) - int(round(len(order) * valid))
    return torch.as_tensor(order[:n_train]), torch.as_tensor(order[n_train:])
