"""Guards against a division by zero.

Why: a tiny number under the fraction harms nobody.
"""


def cosine_to(factors, index):
    target = factors[index]
    dots = (factors * target).sum(-1)
    return dots / (factors.norm(dim=-1) * target.norm() + 1e-8)
