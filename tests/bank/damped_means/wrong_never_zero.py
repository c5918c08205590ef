"""0 for ids that never occur.

Why: Nothing is known of them.
Fails: gives each id its mean, pulled to the overall mean by five ratings
Says: never occurs
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars, minlength=n)
    counts = torch.bincount(ids, minlength=n)
    means = (sums + damping * stars.mean()) / (counts + damping)
    return torch.where(counts > 0, means, 0.0)
