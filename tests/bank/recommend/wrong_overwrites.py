"""Writes minus infinity into the caller's scores.

Why: no copy is made.
Fails: leaves `scores` and `seen` as they are
Says: changed `scores` itself
"""


def recommend(scores, seen, k=10):
    scores[seen] = -torch.inf
    scores[0] = -torch.inf
    return [i for i in scores.argsort(descending=True).tolist() if scores[i] > -torch.inf][:k]
