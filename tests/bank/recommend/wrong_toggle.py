"""Switches a mask over for each seen movie.

Why: xor instead of or.
Fails: leaves out what was seen, and still returns k
Says: twice
"""


def recommend(scores, seen, k=10):
    left = torch.ones(len(scores), dtype=torch.bool)
    left[0] = False
    for movie in seen.tolist():
        left[movie] = not left[movie]
    where = left.nonzero().flatten()
    return where[scores[where].argsort(descending=True)][:k].tolist()
