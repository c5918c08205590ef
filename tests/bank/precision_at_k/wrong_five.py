"""Has 5 as its default.

Why: top five lists.
Fails: takes k = 10 where none is given
Says: which number stands
"""


def precision_at_k(recommended, relevant, k=5):
    return len(set(recommended[:k]) & relevant) / k
