"""Asks topk for more than there are.

Why: topk(k) of those that are left.
Fails: returns fewer where fewer are left
Says: what becomes of `topk` then
"""


def recommend(scores, seen, k=10):
    left = torch.ones(len(scores), dtype=torch.bool)
    left[seen] = False
    left[0] = False
    where = left.nonzero().flatten()
    return where[scores[where].topk(k).indices].tolist()
