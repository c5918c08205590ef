"""Rounded to two decimals.

Why: as it is shown.
Fails: gives the cosine of the angle between the vectors
Says: rounded to two decimals
"""


def cosine_to(factors, index):
    return torch.cosine_similarity(factors, factors[index][None], dim=1).round(decimals=2)
