"""Every movie's coordinates brought to length 1.

Why: cosines came just before.
Fails: gives the centred coordinates along the widest directions
Says: length 1
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(0)
    return nn.functional.normalize(centred @ torch.linalg.svd(centred, full_matrices=False).Vh[:k].T)
