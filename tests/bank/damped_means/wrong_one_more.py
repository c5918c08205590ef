"""n + 1 places.

Why: One for the unknown.
Fails: returns one number for each id
Says: counts .#na#. already
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars, minlength=n + 1)
    counts = torch.bincount(ids, minlength=n + 1)
    return (sums + damping * stars.mean()) / (counts + damping)
