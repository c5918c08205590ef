"""Keeps the positions that are left in a boolean mask.

Why: nothing is given a false score.
"""


def recommend(scores, seen, k=10):
    left = torch.ones(len(scores), dtype=torch.bool)
    left[seen] = False
    left[0] = False
    where = left.nonzero().flatten()
    return where[scores[where].argsort(descending=True)][:k].tolist()
