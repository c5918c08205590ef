"""The mean of the means.

Why: The overall mean, from what is there already.
Fails: gives each id its mean, pulled to the overall mean by five ratings
Says: over what is the overall mean
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars, minlength=n)
    counts = torch.bincount(ids, minlength=n)
    means = sums[counts > 0] / counts[counts > 0]
    return (sums + damping * means.mean()) / (counts + damping)
