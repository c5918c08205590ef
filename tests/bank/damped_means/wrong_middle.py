"""Pulled to 3.

Why: 3 is the middle of five stars.
Fails: gives each id its mean, pulled to the overall mean by five ratings
Says: middle of the scale
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars, minlength=n)
    counts = torch.bincount(ids, minlength=n)
    return (sums + damping * 3) / (counts + damping)
