"""One for each rating.

Why: The mean of the id of each row.
Fails: returns one number for each id
Says: one for each rating
"""


def damped_means(ids, stars, n, damping=5.0):
    same = (ids[:, None] == ids).to(stars.dtype)
    return (same @ stars + damping * stars.mean()) / (same.sum(dim=1) + damping)
