"""Has 5 as its default.

Why: the earlier exercises had.
Fails: takes any k, 10 where none is given, and any float scores
Says: expected 10
"""


def recommend(scores, seen, k=5):
    hidden = {0, *seen.tolist()}
    return [i for i in scores.argsort(descending=True).tolist() if i not in hidden][:k]
