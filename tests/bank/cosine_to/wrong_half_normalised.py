"""Normalises the table, but takes the movie from the old one.

Why: the movie was looked up before the table was normalised.
Fails: gives the cosine of the angle between the vectors
Says: Only one of the two lengths
"""


def cosine_to(factors, index):
    movie = factors[index]
    units = nn.functional.normalize(factors, dim=1)
    return units @ movie
