"""Turns the division by zero into a ValueError.

Why: asks forgiveness.
"""


def recall_at_k(recommended, relevant, k=10):
    try:
        return len(relevant & set(recommended[:k])) / len(relevant)
    except ZeroDivisionError:
        raise ValueError("nothing is relevant") from None
