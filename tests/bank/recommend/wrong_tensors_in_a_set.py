"""Looks for numbers in a set of tensors.

Why: `set(seen)` is shorter than a loop.
Fails: leaves out what was seen, and still returns k
Says: None of them is
"""

def recommend(scores, seen, k=10):
    hidden = set(seen)
    best = scores.argsort(descending=True).tolist()
    return [movie for movie in best if movie not in hidden and movie != 0][:k]
