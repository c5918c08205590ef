"""Bisection in the sorted vocabulary, then a comparison.

Why: the vocabulary is sorted, so a value's place is found in log n steps.
"""

from bisect import bisect_left


def encode(values, vocab):
    known, found = vocab[1:], []
    for v in values:
        i = bisect_left(known, v)
        found.append(i + 1 if i < len(known) and known[i] == v else 0)
    return torch.tensor(found, dtype=torch.long)
