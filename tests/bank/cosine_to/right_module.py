"""The module from torch, as the book does it.

Why: nn.CosineSimilarity is the one that tutorials show.
"""


def cosine_to(factors, index):
    return nn.CosineSimilarity(dim=1)(factors, factors[index][None])
