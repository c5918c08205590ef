"""topk finds the largest by itself.

Why: this is what topk is for.
"""


def highest_bias(bias, titles, k=5):
    _, order = bias.topk(k)
    return [titles[i] for i in order]
