"""A tuple from zip.

Why: pairs were taken apart again.
Fails: returns a list of k titles
Says: plain list
"""


def highest_bias(bias, titles, k=5):
    pairs = sorted(zip(bias.tolist(), titles, strict=True), reverse=True)[:k]
    return list(zip(*pairs, strict=True))[1]
