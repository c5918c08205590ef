"""A Counter of True and False.

Why: A Counter gives 0 for what never came.
"""

from collections import Counter


def precision_at_k(recommended, relevant, k=10):
    counted = Counter(m in relevant for m in recommended[:k])
    return counted[True] / k
