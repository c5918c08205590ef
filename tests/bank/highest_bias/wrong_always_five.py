"""Ignores k.

Why: the example asked for five.
Fails: returns a list of k titles
Says: returned 5 titles, expected 3
"""


def highest_bias(bias, titles, k=5):
    order = bias.argsort(descending=True)
    return [titles[order[j]] for j in range(5)]
