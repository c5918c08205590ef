"""Adds up a generator.

Why: reads like the definition.
"""


def precision_at_k(recommended, relevant, k=10):
    return sum(movie in relevant for movie in recommended[:k]) / k
