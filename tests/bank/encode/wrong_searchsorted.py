r"""Bisection without the comparison.

Why: np.searchsorted always answers with a place.
Fails: gives 0 to a value that vocab does not hold
Says: would\*? be sorted in
"""

from bisect import bisect_left


def encode(values, vocab):
    return torch.tensor([min(bisect_left(vocab[1:], v) + 1, len(vocab) - 1) for v in values], dtype=torch.long)
