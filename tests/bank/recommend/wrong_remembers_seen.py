"""A default argument that grows.

Why: a set to start from.
Fails: puts the movie with the highest score first
Says: earlier call
"""

def recommend(scores, seen, k=10, hidden=set([0])):
    hidden.update(seen.tolist())
    best = scores.argsort(descending=True).tolist()
    return [movie for movie in best if movie not in hidden][:k]
