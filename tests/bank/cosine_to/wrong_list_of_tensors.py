"""A list of cosines.

Why: a comprehension over the movies.
Fails: returns one number for each movie
Says: a list cannot be multiplied
"""


def cosine_to(factors, index):
    return [torch.cosine_similarity(f, factors[index], dim=0) for f in factors]
