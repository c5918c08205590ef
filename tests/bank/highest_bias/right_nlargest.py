"""heapq over positions, keyed by the bias.

Why: only k are wanted.
"""

import heapq


def highest_bias(bias, titles, k=5):
    found = heapq.nlargest(k, range(len(titles)), key=lambda i: bias[i].item())
    return [titles[i] for i in found]
