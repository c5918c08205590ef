"""Only the ids that occur.

Why: unique gives them.
Fails: returns one number for each id
Says: never occur have a mean too
"""


def damped_means(ids, stars, n, damping=5.0):
    found, place, counts = ids.unique(return_inverse=True, return_counts=True)
    sums = torch.zeros(len(found), dtype=stars.dtype).index_add_(0, place, stars)
    return (sums + damping * stars.mean()) / (counts + damping)
