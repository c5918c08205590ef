"""Returns the scores themselves.

Why: sort gives the values first.
Fails: returns a list of whole numbers
Says: a list with a float in it
"""


def recommend(scores, seen, k=10):
    return scores.sort(descending=True).values[:k].tolist()
