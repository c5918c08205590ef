"""Sorts a range by a key.

Why: plain Python.
"""


def recommend(scores, seen, k=10):
    taken = set(seen.tolist()) | {0}
    values = scores.tolist()
    return sorted((i for i in range(len(values)) if i not in taken), key=lambda i: -values[i])[:k]
