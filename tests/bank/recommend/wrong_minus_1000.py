"""Gives a seen movie the score -1000.

Why: that looks safe.
Fails: leaves out what was seen, and still returns k
Says: what do you do that depends on their size
"""


def recommend(scores, seen, k=10):
    masked = scores.clone()
    masked[seen] = -1000
    masked[0] = -1000
    return [i for i in masked.argsort(descending=True).tolist() if masked[i] > -1000][:k]
