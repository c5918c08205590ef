"""Negates the biases in place.

Why: .data was there to get rid of the gradient, and it shares the memory.
Fails: works on a model's parameter and leaves it as it is
Says: changed `bias` itself: at \[\d\] stood
"""


def highest_bias(bias, titles, k=5):
    order = bias.data.neg_().argsort()
    return [titles[i] for i in order[:k]]
