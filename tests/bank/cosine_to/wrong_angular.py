"""1 minus the angle over pi.

Why: angular similarity is a metric.
Fails: gives the cosine of the angle between the vectors
Says: pencil and paper
"""

import math


def cosine_to(factors, index):
    cos = torch.cosine_similarity(factors, factors[index][None], dim=1).clamp(-1, 1)
    return 1 - torch.arccos(cos) / math.pi
