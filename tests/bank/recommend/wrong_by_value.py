"""Looks movies up by their score.

Why: index of the value.
Fails: takes any k, 10 where none is given, and any float scores
Says: looked up by its score
"""


def recommend(scores, seen, k=10):
    values, hidden = scores.tolist(), {0, *seen.tolist()}
    best = [values.index(v) for v in sorted(values, reverse=True)]
    return [i for i in best if i not in hidden][:k]
