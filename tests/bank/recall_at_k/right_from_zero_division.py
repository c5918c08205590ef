"""The division fails by itself, and is raised again as a ValueError.

Why: Asking forgiveness, with `from` for the trace.
"""


def recall_at_k(recommended, relevant, k=10):
    hits = sum(m in relevant for m in recommended[:k])
    try:
        return hits / len(relevant)
    except ZeroDivisionError as e:
        raise ValueError("relevant is empty") from e
