"""No default.

Why: The argument is named in the text.
Fails: returns one number for each id
Says: def. line
"""


def damped_means(ids, stars, n, damping):
    sums = torch.bincount(ids, weights=stars, minlength=n)
    counts = torch.bincount(ids, minlength=n)
    return (sums + damping * stars.mean()) / (counts + damping)
