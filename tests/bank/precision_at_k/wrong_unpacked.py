"""Takes k as a share of the list.

Why: percent of the list.
Fails: returns the part of the k places that is relevant, a float
Says: place by place|last place
"""


def precision_at_k(recommended, relevant, k=10):
    return len(set(recommended[: len(recommended) // 2]) & relevant) / k
