"""Variance of the differences plus their squared mean.

Why: the decomposition from the statistics course.
"""


def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    d = predictions - targets
    return d.var(unbiased=False) + d.mean() ** 2
