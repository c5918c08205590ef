"""Goes through what sort returns.

Why: a list's `sorted` gives one list.
Fails: returns a list of k titles
Says: return a pair
"""


def lowest_bias(bias, titles, k=5):
    order = bias.sort()
    return [titles[i] for i in order]
