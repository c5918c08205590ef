"""Fills the list with seen movies where few are left.

Why: minus infinity only moves them to the end.
Fails: returns fewer where fewer are left
Says: what else leaves it out
"""


def recommend(scores, seen, k=10):
    masked = scores.clone()
    masked[seen] = -torch.inf
    masked[0] = -torch.inf
    return masked.argsort(descending=True)[:k].tolist()
