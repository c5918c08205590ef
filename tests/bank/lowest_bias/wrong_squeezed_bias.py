"""squeeze of the bias.

Why: an nn.Embedding(n, 1) has a bias of two dimensions.
Fails: takes any k, 5 where none is given, and keeps movies of equal bias
Says: A single movie is still a list of one
"""


def lowest_bias(bias, titles, k=5):
    order = bias.squeeze().argsort()
    return [titles[i] for i in order[:k]]
