"""Every movie with every movie, then one row.

Why: wasteful, but right.
"""


def cosine_to(factors, index):
    lengths = factors.pow(2).sum(1, keepdim=True).sqrt()
    cosines = (factors @ factors.T) / (lengths * lengths.T)
    return cosines[index]
