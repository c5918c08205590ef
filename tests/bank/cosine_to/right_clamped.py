"""Cut off at 1 and -1, against rounding.

Why: arccos would complain about 1.0000001.
"""


def cosine_to(factors, index):
    movie = factors[index]
    cos = (factors * movie).sum(1) / (factors.pow(2).sum(1).sqrt() * movie.pow(2).sum().sqrt())
    return cos.clamp(-1, 1)
