"""Returns titles with their biases.

Why: the number is nice to have when the list is printed.
Fails: returns a list of k titles
Says: list of pairs.*
.*more than a title
"""


def lowest_bias(bias, titles, k=5):
    order = bias.argsort()[:k]
    return [(titles[i], bias[i].item()) for i in order]
