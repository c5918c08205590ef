"""A partial of a function for both ends.

Why: the two exercises differ in a flag.
"""

from functools import partial


def _ends(bias, titles, k=5, descending=False):
    return [titles[i] for i in bias.argsort(descending=descending)[:k].tolist()]


highest_bias = partial(_ends, descending=True)
