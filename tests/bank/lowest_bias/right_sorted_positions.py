"""Sorts the positions in plain Python.

Why: sorted with a key is what a first course teaches.
"""


def lowest_bias(bias, titles, k=5):
    order = sorted(range(len(titles)), key=lambda i: float(bias[i]))
    return [titles[i] for i in order[:k]]
