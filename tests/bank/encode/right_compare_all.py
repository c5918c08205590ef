"""Compares every value with every entry.

Why: argmax of a row of False is 0, which happens to be the position of '#na#'.
"""

import numpy as np


def encode(values, vocab):
    equal = np.array([[v == known for known in vocab] for v in values]).reshape(len(values), len(vocab))
    return torch.from_numpy(equal.argmax(axis=1).astype(np.int64))
