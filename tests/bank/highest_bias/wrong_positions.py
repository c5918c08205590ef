"""Returns positions as one-element tensors.

Why: a loop over a tensor gives tensors, and the titles were forgotten.
Fails: returns a list of k titles
Says: list of positions
"""


def highest_bias(bias, titles, k=5):
    return [i for i in bias.argsort(descending=True)[:k]]
