"""np.add.at, and back to torch.

Why: NumPy's own way to add up repeats.
"""

import numpy as np


def damped_means(ids, stars, n, damping=5.0):
    sums, counts = np.zeros(n), np.zeros(n)
    np.add.at(sums, ids.numpy(), stars.numpy())
    np.add.at(counts, ids.numpy(), 1)
    return torch.tensor((sums + damping * stars.numpy().mean()) / (counts + damping))
