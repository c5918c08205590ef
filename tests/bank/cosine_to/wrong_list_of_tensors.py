"""A list of cosines.

Why: a comprehension over the films.
Fails: returns one number for each film
Says: a list cannot be multiplied
"""


def cosine_to(factors, index):
    return [torch.cosine_similarity(f, factors[index], dim=0) for f in factors]
