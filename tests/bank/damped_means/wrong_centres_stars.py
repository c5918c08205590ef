"""Centres the caller's stars.

Why: Subtracting the mean first is neat.
Fails: takes one rating or many, float64 too, and leaves them as they are
Says: changed .stars
"""


def damped_means(ids, stars, n, damping=5.0):
    overall = stars.mean().item()
    stars -= overall
    return overall + torch.bincount(ids, weights=stars, minlength=n) / (torch.bincount(ids, minlength=n) + damping)
