"""Repeats argmax on a copy, k times.

Why: one best movie after another.
"""


def recommend(scores, seen, k=10):
    left = scores.detach().double().clone()
    left[0] = float("-inf")
    left[seen.unique()] = float("-inf")
    result = []
    while len(result) < k and left.max() > float("-inf"):
        result.append(left.argmax().item())
        left[result[-1]] = float("-inf")
    return result
