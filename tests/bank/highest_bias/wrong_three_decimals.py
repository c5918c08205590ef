"""Rounds to three decimals before it sorts.

Why: the numbers were printed so.
Fails: puts the movie with the highest bias first
Says: fifth decimal
"""


def highest_bias(bias, titles, k=5):
    rounded = [round(b, 3) for b in bias.tolist()]
    order = sorted(range(len(titles)), key=lambda i: rounded[i], reverse=True)
    return [titles[i] for i in order[:k]]
