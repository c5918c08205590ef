"""NumPy's lexsort.

Why: lexsort takes the position as the second key.
"""


import numpy as np


def time_split(timestamps, valid=0.2):
    times = timestamps.numpy()
    order = np.lexsort((np.arange(len(times)), times))
    cut = len(times) - int(round(len(times) * valid))
    return torch.from_numpy(order[:cut]), torch.from_numpy(order[cut:])
