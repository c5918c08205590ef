"""Compares arrays in which NumPy turned numbers into text.

Why: np.array of '#na#' and numbers is an array of strings.
Fails: gives every value its position in vocab
Says: taken for unknown
"""

import numpy as np


def encode(values, vocab):
    vocab, values = np.array(vocab), np.array(list(values))
    out = torch.zeros(len(values), dtype=torch.long)
    for i, v in enumerate(vocab):
        out[torch.from_numpy(np.asarray(values == v)).reshape(-1)] = i
    return out
