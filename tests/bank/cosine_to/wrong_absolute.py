"""Takes the absolute value.

Why: a similarity should not be negative, it seems.
Fails: gives the cosine of the angle between the vectors
Says: sign is gone
"""


def cosine_to(factors, index):
    return nn.functional.cosine_similarity(factors, factors[index][None]).abs()
