"""Cuts the year off the titles.

Why: the lesson's plots show short titles.
Fails: puts the movie with the lowest bias first
Says: changes its text
"""


def lowest_bias(bias, titles, k=5):
    return [titles[i].split(" (")[0] for i in bias.argsort()[:k]]
