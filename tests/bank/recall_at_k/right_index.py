"""Each movie's rank from a dictionary, infinite where it is not in the list.

Why: Np.mean of booleans.
"""

import numpy as np


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("empty")
    rank = {m: r for r, m in enumerate(recommended)}
    return np.mean([rank.get(m, math.inf) < k for m in relevant])
