"""Pulled to the median.

Why: The median is robust.
Fails: gives each id its mean, pulled to the overall mean by five ratings
Says: towards which number
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars, minlength=n)
    counts = torch.bincount(ids, minlength=n)
    return (sums + damping * stars.median()) / (counts + damping)
