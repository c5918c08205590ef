"""Has 5 as its default.

Why: top five lists.
Fails: takes k = 10 where none is given
Says: which number stands
"""


def recall_at_k(recommended, relevant, k=5):
    if not relevant:
        raise ValueError("nothing is relevant")
    return len(set(recommended[:k]) & relevant) / len(relevant)
