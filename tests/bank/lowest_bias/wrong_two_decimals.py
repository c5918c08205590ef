"""Sorts by the bias as it is shown, with two decimals.

Why: the list was made to be printed.
Fails: puts the movie with the lowest bias first
Says: what rounds them
"""


def lowest_bias(bias, titles, k=5):
    shown = [(round(b.item(), 2), t) for b, t in zip(bias, titles)]
    shown.sort(key=lambda pair: pair[0], reverse=False)
    return [t for _, t in shown[:k]]
