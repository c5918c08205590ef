"""squeeze of the factors.

Why: a table with one movie came as a vector elsewhere.
Fails: keeps its shape for a table of one movie
Says: With one factor
"""


def cosine_to(factors, index):
    f = factors.squeeze(-1)
    if f.dim() == 1:
        return f * f[index] / (f.norm() * f[index].abs())
    return nn.functional.cosine_similarity(f, f[index : index + 1])
