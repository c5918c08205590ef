"""Returns a list.

Why: item() by item().
Fails: returns one number for each movie
Says: returned a list
"""


def cosine_to(factors, index):
    movie = factors[index]
    return [(f @ movie / f.norm() / movie.norm()).item() for f in factors]
