"""Lets `topk` find the smallest.

Why: topk does not sort what nobody asked for.
"""


def lowest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.topk(k, largest=False).indices.tolist()]
