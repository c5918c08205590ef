"""Takes the largest k times, from a list.

Why: no sorting function needed.
"""


def highest_bias(bias, titles, k=5):
    left = dict(enumerate(bias.tolist()))
    found = []
    while len(found) < k:
        best = max(left, key=left.get)
        found.append(titles[best])
        del left[best]
    return found
