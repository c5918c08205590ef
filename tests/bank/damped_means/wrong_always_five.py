"""Always 5.

Why: 5 is in the text.
Fails: uses the damping that it is given
Says: argument used
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars, minlength=n)
    counts = torch.bincount(ids, minlength=n)
    return (sums + 5 * stars.mean()) / (counts + 5)
