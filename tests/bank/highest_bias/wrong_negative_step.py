"""Reverses a tensor by a negative step.

Why: lists and arrays can do that, tensors cannot.
Fails: returns a list of k titles
Says: a tensor cannot
"""


def highest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.argsort()[::-1][:k]]
