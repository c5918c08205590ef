"""argpartition, which leaves the k in any order.

Why: faster than sorting everything.
Fails: puts the movie with the highest bias first
Says: what sorts them
"""

import numpy as np


def highest_bias(bias, titles, k=5):
    b = -bias.detach().numpy()
    return [titles[i] for i in np.argpartition(b, min(k, len(b)) - 1)[:k]]
