"""From the distance between unit vectors.

Why: |a - b|^2 = 2 - 2 cos, if both have length 1.
"""


def cosine_to(factors, index):
    units = factors.double() / factors.double().norm(dim=1, keepdim=True)
    return 1 - (units - units[index]).pow(2).sum(dim=1) / 2
