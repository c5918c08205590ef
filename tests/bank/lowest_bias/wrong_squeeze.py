"""Squeezes the positions, which breaks at k = 1.

Why: a stray squeeze that does nothing for k = 5.
Fails: takes any k, 5 where none is given, and keeps movies of equal bias
Says: does a `squeeze\(\)` remove it
"""


def lowest_bias(bias, titles, k=5):
    order = bias.argsort()[:k].squeeze()
    return [titles[i] for i in order]
