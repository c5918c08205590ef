"""(1 + cosine) / 2.

Why: similarities should be between 0 and 1.
Fails: gives the cosine of the angle between the vectors
Says: brought to 0
"""


def cosine_to(factors, index):
    return (1 + torch.cosine_similarity(factors, factors[index][None], dim=1)) / 2
