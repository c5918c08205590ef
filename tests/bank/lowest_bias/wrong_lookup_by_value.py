"""Looks the movie up by its bias.

Why: list.index finds the first movie with that bias, and finds it twice when two are equal.
Fails: takes any k, 5 where none is given, and keeps movies of equal bias
Says: times, expected each movie once
"""


def lowest_bias(bias, titles, k=5):
    values = bias.tolist()
    return [titles[values.index(v)] for v in sorted(values)[:k]]
