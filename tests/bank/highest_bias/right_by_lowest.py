"""Asks lowest_bias for the negated biases.

Why: the highest of a list is the lowest of its negative.
"""


def highest_bias(bias, titles, k=5):
    return lowest_bias(-bias, titles, k)
