"""Takes the largest from a heap.

Why: k is small and movies are many.
"""

import heapq


def recommend(scores, seen, k=10):
    taken = set(seen.tolist())
    return heapq.nlargest(k, [i for i in range(1, len(scores)) if i not in taken], key=lambda i: float(scores[i]))
