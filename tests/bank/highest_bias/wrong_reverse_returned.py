"""Returns what reverse() returns.

Why: `reversed` and `reverse` are easily mixed up.
Fails: returns a list of k titles
Says: change a list and return None
"""


def highest_bias(bias, titles, k=5):
    found = [titles[i] for i in bias.argsort()[-k:]]
    return found.reverse()
