"""Goes through the relevant movies.

Why: asks of each whether it was found.
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    shown = recommended[:k]
    return sum(movie in shown for movie in relevant) / len(relevant)
