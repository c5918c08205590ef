"""A weighted mean of two means.

Why: With weight count / (count + damping) on its own mean.
"""


def damped_means(ids, stars, n, damping=5.0):
    counts = torch.bincount(ids, minlength=n)
    means = torch.bincount(ids, weights=stars, minlength=n) / counts.clamp(min=1)
    trust = counts / (counts + damping)
    return trust * means + (1 - trust) * stars.mean()
