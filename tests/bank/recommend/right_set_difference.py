"""Candidates as a set, sorted by their scores.

Why: What is left is asked for first.
"""


def recommend(scores, seen, k=10):
    candidates = set(range(1, len(scores))) - set(seen.tolist())
    return sorted(candidates, key=lambda i: scores[i].item(), reverse=True)[:k]
