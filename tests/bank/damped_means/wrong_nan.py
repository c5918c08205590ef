"""Plain means, with 0 / 0.

Why: Nothing is divided by 0 in one's own data.
Fails: gives each id its mean, pulled to the overall mean by five ratings
Says: which is 0 there
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars, minlength=n)
    counts = torch.bincount(ids, minlength=n)
    return sums / counts
