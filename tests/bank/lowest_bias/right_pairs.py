"""Sorts pairs of bias and title.

Why: tuples sort by their first entry, so zip does the bookkeeping.
"""


def lowest_bias(bias, titles, k=5):
    pairs = sorted(zip(bias.tolist(), titles))
    return [title for _, title in pairs[:k]]
