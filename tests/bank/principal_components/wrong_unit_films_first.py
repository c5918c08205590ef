"""Movies of length 1 before centring.

Why: cosines came just before.
Fails: gives the centred coordinates along the widest directions
Says: before it is centred
"""


def principal_components(factors, k=2):
    f = nn.functional.normalize(factors, dim=1)
    x = f - f.mean(0)
    return x @ torch.linalg.svd(x, full_matrices=False).Vh[:k].T
