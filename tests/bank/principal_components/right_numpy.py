"""NumPy in double precision, back as a tensor.

Why: np.linalg.svd is the same function.
"""

import numpy as np


def principal_components(factors, k=2):
    table = factors.detach().numpy().astype(np.float64)
    table = table - table.mean(axis=0)
    _, _, rows = np.linalg.svd(table, full_matrices=False)
    return torch.from_numpy(table @ rows[:k].T)
