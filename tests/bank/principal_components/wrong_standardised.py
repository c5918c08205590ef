"""Divides every factor by its spread.

Why: standardising is a habit from other data.
Fails: gives the centred coordinates along the widest directions
Says: divided by its spread
"""


def principal_components(factors, k=2):
    scaled = (factors - factors.mean(dim=0)) / factors.std(dim=0)
    _, _, Vh = torch.linalg.svd(scaled, full_matrices=False)
    return scaled @ Vh[:k].T
