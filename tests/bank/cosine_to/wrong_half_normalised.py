"""Normalises the table, but takes the film from the old one.

Why: the film was looked up before the table was normalised.
Fails: gives the cosine of the angle between the vectors
Says: Only one of the two lengths
"""


def cosine_to(factors, index):
    film = factors[index]
    units = nn.functional.normalize(factors, dim=1)
    return units @ film
