"""Has no default for k.

Why: the signature was typed anew.
Fails: takes any k, 5 where none is given, and keeps movies of equal bias
Says: which value stands for it
"""


def highest_bias(bias, titles, k):
    return [titles[i] for i in bias.argsort(descending=True)[:k]]
