"""Stretches the batch to the range.

Why: "map to a range" is min-max scaling in data science courses.
Fails: squashes every entry of x into (low, high)
Says: stretches the batch
"""


def sigmoid_range(x, low, high):
    return (x - x.min()) / (x.max() - x.min()) * (high - low) + low
