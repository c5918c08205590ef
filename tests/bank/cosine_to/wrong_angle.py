"""Returns angles.

Why: the text speaks of an angle.
Fails: gives the cosine of the angle between the vectors
Says: These are angles
"""


def cosine_to(factors, index):
    cosines = nn.functional.cosine_similarity(factors, factors[index][None])
    return cosines.clamp(-1, 1).acos()
