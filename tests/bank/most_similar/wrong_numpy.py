"""Calls `.numpy()` on cosines that carry a graph.

Why: it works on every table that was tried by hand.
Fails: works on a model's parameter and leaves it and the titles as they are
Says: NumPy knows nothing of gradients
"""

import numpy as np


def most_similar(factors, titles, title, k=1):
    i = titles.index(title)
    order = np.argsort(-cosine_to(factors, i).numpy())
    return [titles[j] for j in order if j != i][:k]
