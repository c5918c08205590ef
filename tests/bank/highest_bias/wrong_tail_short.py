"""Takes a slice that misses the last entry.

Why: [-k:-1] looks like "the last k".
Fails: returns a list of k titles
Says: returned 2 titles, expected 3
"""


def highest_bias(bias, titles, k=5):
    order = bias.argsort()[-k:-1].flip(0)
    return [titles[i] for i in order]
