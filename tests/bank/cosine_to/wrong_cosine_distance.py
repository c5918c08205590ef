"""Returns 1 minus the cosine.

Why: other libraries define cosine distance so, and nearest neighbours are asked for.
Fails: gives the cosine of the angle between the vectors
Says: 1 minus the cosine
"""


def cosine_to(factors, index):
    return 1 - nn.functional.cosine_similarity(factors, factors[index][None])
