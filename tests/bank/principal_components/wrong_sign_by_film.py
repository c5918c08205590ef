"""Each movie's coordinates with the sign of the first.

Why: all on one side.
Fails: gives the centred coordinates along the widest directions
Says: movie by movie
"""


def principal_components(factors, k=2):
    x = factors - factors.mean(0)
    out = x @ torch.linalg.svd(x, full_matrices=False).Vh[:k].T
    return out * out[:, :1].sign()
