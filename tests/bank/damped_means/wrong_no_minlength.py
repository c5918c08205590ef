"""bincount without minlength.

Why: bincount counts.
Fails: takes one rating or many, float64 too, and leaves them as they are
Says: never occur
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.bincount(ids, weights=stars)
    counts = torch.bincount(ids)
    return (sums + damping * stars.mean()) / (counts + damping)
