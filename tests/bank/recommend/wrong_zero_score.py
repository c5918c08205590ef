"""Gives a seen movie the score 0.

Why: stars are positive.
Fails: leaves out what was seen, and still returns k
Says: no movie of `seen`
"""


def recommend(scores, seen, k=10):
    masked = scores.clone()
    masked[seen] = 0
    masked[0] = 0
    return masked.argsort(descending=True)[:k].tolist()
