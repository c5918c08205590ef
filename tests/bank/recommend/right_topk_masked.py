"""Seen ones and row 0 at minus infinity, then topk of as many as are left.

Why: The usual mask of recommenders.
"""


def recommend(scores, seen, k=10):
    masked = scores.clone()
    masked[seen] = -torch.inf
    masked[0] = -torch.inf
    left = int((masked != -torch.inf).sum())
    return masked.topk(min(k, left)).indices.tolist()
