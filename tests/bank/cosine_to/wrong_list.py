"""Returns a list.

Why: item() by item().
Fails: returns one number for each film
Says: returned a list
"""


def cosine_to(factors, index):
    film = factors[index]
    return [(f @ film / f.norm() / film.norm()).item() for f in factors]
