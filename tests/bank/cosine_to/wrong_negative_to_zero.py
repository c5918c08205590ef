"""A ReLU on the cosine.

Why: unlike movies have no similarity.
Fails: gives the cosine of the angle between the vectors
Says: pencil and paper
"""


def cosine_to(factors, index):
    return torch.relu(torch.cosine_similarity(factors, factors[index][None], dim=1))
