"""Subtracts the first movie.

Why: everything is seen from one movie.
Fails: gives the centred coordinates along the widest directions
Says: each \*factor\* centred
"""


def principal_components(factors, k=2):
    x = factors - factors[0]
    return x @ torch.linalg.svd(x, full_matrices=False).Vh[:k].T
