"""Returns a tensor of positions.

Why: argsort was taken for the answer.
Fails: returns a list of k titles
Says: tensor of positions
"""


def lowest_bias(bias, titles, k=5):
    return bias.argsort()[:k]
