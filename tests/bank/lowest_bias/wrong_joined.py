"""The titles in one string.

Why: print showed them next to each other.
Fails: returns a list of k titles
Says: returned the string
"""


def lowest_bias(bias, titles, k=5):
    return "\n".join(titles[i] for i in bias.argsort()[:k])
