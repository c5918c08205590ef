"""Takes '#na#' off once more where it stands in `seen`.

Why: the seen ones and the one at 0 are gone.
Fails: returns fewer where fewer are left
Says: counted twice
"""

import torch


def recommend(scores, seen, k=10):
    masked = scores.clone()
    masked[seen] = -torch.inf
    masked[0] = -torch.inf
    left = len(scores) - 1 - len(torch.unique(seen))
    best = masked.topk(min(max(left, 0), k))
    return [int(i) for i in best.indices]
