"""Returns distances.

Why: "near" was read as "at a small distance".
Fails: gives the cosine of the angle between the vectors
Says: These are distances
"""


def cosine_to(factors, index):
    return torch.cdist(factors, factors[index][None]).squeeze(1)
