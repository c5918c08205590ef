"""Lower-cased titles.

Why: they were to be compared with others.
Fails: puts the movie with the highest bias first
Says: changes its text
"""


def highest_bias(bias, titles, k=5):
    return [titles[i].lower() for i in bias.argsort(descending=True)[:k]]
