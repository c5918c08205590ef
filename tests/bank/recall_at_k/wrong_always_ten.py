"""Ignores k.

Why: the lesson shows ten.
Fails: looks at the first k of a longer list
Says: [Aa]lways 10|where is the list cut
"""


def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    return len(set(recommended[:10]) & relevant) / len(relevant)
