"""Never looks beyond ten places.

Why: a list has ten.
Fails: looks at the first k of a longer list
Says: always 10
"""

def recall_at_k(recommended, relevant, k=10):
    if not relevant:
        raise ValueError("nothing is relevant")
    listed = set(recommended[: min(k, 10)])
    return len(listed & relevant) / len(relevant)
