"""filter with the set's own membership test.

Why: Functional style.
"""


def precision_at_k(recommended, relevant, k=10):
    return len(list(filter(relevant.__contains__, recommended[:k]))) / k
