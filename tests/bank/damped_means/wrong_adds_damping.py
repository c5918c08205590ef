"""Damping itself added.

Why: The same number above and below.
Fails: gives each id its mean, pulled to the overall mean by five ratings
Says: ratings of which size
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars, minlength=n)
    counts = torch.bincount(ids, minlength=n)
    return (sums + damping) / (counts + damping)
