"""Sums in a float32 table.

Why: torch.zeros is what one writes.
Fails: takes one rating or many, float64 too, and leaves them as they are
Says: Two dtypes
"""


def damped_means(ids, stars, n, damping=5.0):
    sums = torch.zeros(n).index_add_(0, ids, stars)
    return (sums + damping * stars.mean()) / (torch.bincount(ids, minlength=n) + damping)
