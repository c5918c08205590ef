"""Takes every movie at or above the k-th bias.

Why: a threshold needs no positions.
Fails: takes any k, 5 where none is given, and keeps movies of equal bias
Says: bias at which the list ends
"""


def highest_bias(bias, titles, k=5):
    threshold = bias.topk(k).values[-1]
    order = bias.argsort(descending=True)
    return [titles[i] for i in order if bias[i] >= threshold]
