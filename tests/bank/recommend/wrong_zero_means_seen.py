"""Sets scores to 0 by a mask, and drops what is 0.

Why: what was seen has 0 now.
Fails: returns fewer where fewer are left
Says: lowest score is missing
"""

import torch


def recommend(scores, seen, k=10):
    keep = torch.ones_like(scores)
    keep[seen] = 0
    keep[0] = 0
    masked = scores * keep
    order = masked.argsort(descending=True).tolist()
    return [i for i in order if masked[i] != 0][:k]
