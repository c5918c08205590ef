"""Has another default.

Why: the signature was typed anew.
Fails: takes any k, 5 where none is given, and keeps movies of equal bias
Says: Without `k`, five titles are asked for
"""


def lowest_bias(bias, titles, k=10):
    return [titles[i] for i in bias.argsort()[:k]]
