"""Centres after the decomposition.

Why: centring was added at the end, when the picture was off centre.
Fails: gives the centred coordinates along the widest directions
Says: table before centring
"""


def principal_components(factors, k=2):
    _, _, Vh = torch.linalg.svd(factors, full_matrices=False)
    return (factors - factors.mean(dim=0)) @ Vh[:k].T
