"""Calls `.numpy()` on a parameter.

Why: it works on every tensor that was tried by hand.
Fails: works on a model's parameter and leaves it as it is
Says: NumPy knows nothing of gradients
"""


def highest_bias(bias, titles, k=5):
    order = bias.numpy().argsort()[::-1]
    return [titles[i] for i in order[:k]]
