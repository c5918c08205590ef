"""Returns None where nothing is left.

Why: there is nothing to say.
Fails: returns fewer where fewer are left
Says: returned None
"""


def recommend(scores, seen, k=10):
    hidden = {0, *seen.tolist()}
    best = [i for i in scores.argsort(descending=True).tolist() if i not in hidden][:k]
    if best:
        return best
