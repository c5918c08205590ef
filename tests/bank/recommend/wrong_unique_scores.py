"""Makes a dictionary from score to movie.

Why: a quick way back.
Fails: takes any k, 10 where none is given, and any float scores
Says: looked up by its score
"""


def recommend(scores, seen, k=10):
    hidden = {0, *seen.tolist()}
    movie = {v: i for i, v in enumerate(scores.tolist()) if i not in hidden}
    return [movie[v] for v in sorted(movie, reverse=True)][:k]
