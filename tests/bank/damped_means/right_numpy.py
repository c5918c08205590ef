"""NumPy, double precision.

Why: np.add.at is known.
"""


import numpy as np


def damped_means(ids, stars, n, damping=5.0):
    sums, counts = np.full(n, damping * float(stars.double().mean())), np.full(n, float(damping))
    np.add.at(sums, ids.numpy(), stars.numpy())
    np.add.at(counts, ids.numpy(), 1)
    return torch.from_numpy(sums / counts)
