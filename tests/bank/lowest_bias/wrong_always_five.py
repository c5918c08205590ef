"""Ignores k.

Why: the example asked for five.
Fails: returns a list of k titles
Says: returned 5 titles, expected 3
"""


def lowest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.argsort()[:5]]
