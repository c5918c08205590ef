"""Right counts, sums by +=.

Why: bincount was known for the counts.
Fails: gives each id its mean, pulled to the overall mean by five ratings
Says: counts once only
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.zeros(n, dtype=stars.dtype)
    sums[ids] += stars
    return (sums + damping * stars.mean()) / (torch.bincount(ids, minlength=n) + damping)
