"""Gives what was seen the lowest score, and drops whoever has it.

Why: nothing is below the minimum.
Fails: returns fewer where fewer are left
Says: lowest score is missing
"""

def recommend(scores, seen, k=10):
    lowest = scores.min()
    masked = scores.clone()
    masked[seen] = lowest
    masked[0] = lowest
    order = masked.argsort(descending=True).tolist()
    return [i for i in order if masked[i] > lowest][:k]
