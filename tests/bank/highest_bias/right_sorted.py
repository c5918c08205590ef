"""sorted with reverse=True.

Why: plain Python does it.
"""


def highest_bias(bias, titles, k=5):
    pairs = sorted(zip(bias.tolist(), titles), reverse=True)
    return [pair[1] for pair in pairs][:k]
