"""Counts in a loop.

Why: one step a line.
"""


def precision_at_k(recommended, relevant, k=10):
    hits = 0
    for place, movie in enumerate(recommended):
        if place >= k:
            break
        if movie in relevant:
            hits += 1
    return hits / k
