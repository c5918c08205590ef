"""Normalises the columns.

Why: dim=0 in place of dim=1.
Fails: gives the cosine of the angle between the vectors
Says: columns are scaled
"""


def cosine_to(factors, index):
    units = nn.functional.normalize(factors, dim=0)
    return units @ units[index]
