"""Returns positions.

Why: argsort was taken for the answer.
Fails: returns a list of k titles
Says: list of positions.*
.*which titles stand there
"""


def lowest_bias(bias, titles, k=5):
    return bias.argsort()[:k].tolist()
