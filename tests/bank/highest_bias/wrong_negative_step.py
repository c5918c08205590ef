"""Reverses a tensor by a negative step.

Why: lists and arrays can do that, tensors cannot.
Fails: returns a list of k titles
Says: step must be greater than zero
"""


def highest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.argsort()[::-1][:k]]
