"""Divides by the population's spread.

Why: NumPy's std divides by n, which is the same mistake with other numbers.
Fails: gives the centred coordinates along the widest directions
Says: divided by its spread
"""


def principal_components(factors, k=2):
    scaled = (factors - factors.mean(dim=0)) / factors.std(dim=0, unbiased=False)
    _, _, Vh = torch.linalg.svd(scaled, full_matrices=False)
    return scaled @ Vh[:k].T
