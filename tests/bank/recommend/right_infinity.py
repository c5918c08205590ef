"""Gives minus infinity to what may not be recommended and filters it out at the end.

Why: the usual mask.
"""


def recommend(scores, seen, k=10):
    masked = scores.clone()
    masked[seen] = -torch.inf
    masked[0] = -torch.inf
    best = masked.topk(min(k, len(masked))).indices
    return [i.item() for i in best if masked[i] > -torch.inf]
