"""The overall mean once.

Why: The formula from memory.
Fails: gives each id its mean, pulled to the overall mean by five ratings
Says: how often should it be added
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars, minlength=n)
    counts = torch.bincount(ids, minlength=n)
    return (sums + stars.mean()) / (counts + damping)
