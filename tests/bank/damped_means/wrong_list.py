"""A list.

Why: A loop over the ids.
Fails: returns one number for each id
Says: a list, expected a tensor
"""


def damped_means(ids, stars, n, damping=5.0):
    overall = stars.mean().item()
    return [(stars[ids == i].sum().item() + damping * overall) / ((ids == i).sum().item() + damping) for i in range(n)]
