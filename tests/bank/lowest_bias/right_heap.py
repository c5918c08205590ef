"""A heap gives the k smallest.

Why: the standard library has a function for exactly this.
"""

import heapq


def lowest_bias(bias, titles, k=5):
    by_title = dict(zip(titles, bias.tolist()))
    return heapq.nsmallest(k, titles, key=by_title.get)
