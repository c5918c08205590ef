"""One less the part that was missed.

Why: Set.difference takes any iterable.
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("empty")
    missed = relevant.difference(recommended[:k])
    return 1 - len(missed) / len(relevant)
