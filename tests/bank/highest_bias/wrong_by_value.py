"""Looks for every bias by its value.

Why: list.index finds a position.
Fails: takes any k, 5 where none is given, and keeps movies of equal bias
Says: looked up by its bias
"""


def highest_bias(bias, titles, k=5):
    values = bias.tolist()
    return [titles[values.index(v)] for v in sorted(values, reverse=True)[:k]]
