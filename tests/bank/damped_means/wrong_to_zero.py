"""Pulled towards 0.

Why: The denominator is where damping is seen.
Fails: gives each id its mean, pulled to the overall mean by five ratings
Says: towards 0
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars, minlength=n)
    counts = torch.bincount(ids, minlength=n)
    return sums / (counts + damping)
