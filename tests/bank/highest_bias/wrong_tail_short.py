"""Takes a slice that misses the last entry.

Why: [-k:-1] looks like "the last k".
Fails: returns a list of k titles
Says: does the slice `\[a:b\]` leave out its end
"""


def highest_bias(bias, titles, k=5):
    order = bias.argsort()[-k:-1].flip(0)
    return [titles[i] for i in order]
