"""Brought to 0..1.

Why: a similarity was to be a percentage.
Fails: gives the cosine of the angle between the vectors
Says: brought to 0
"""


def cosine_to(factors, index):
    unit = nn.functional.normalize(factors)
    return (unit @ unit[index] + 1) / 2
