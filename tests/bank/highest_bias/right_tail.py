"""Takes the end of the ascending order, from behind.

Why: Python lists can be walked backwards.
"""


def highest_bias(bias, titles, k=5):
    order = bias.argsort().tolist()
    return [titles[i] for i in order[: -k - 1 : -1]]
