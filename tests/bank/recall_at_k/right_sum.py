"""Adds up a generator.

Why: reads like the definition.
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return sum(movie in relevant for movie in recommended[:k]) / len(relevant)
