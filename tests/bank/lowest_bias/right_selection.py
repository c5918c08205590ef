"""Takes the smallest k times from a copy.

Why: selection sort needs no sorting function.
"""


def lowest_bias(bias, titles, k=5):
    left = bias.detach().clone()
    found = []
    for _ in range(k):
        i = left.argmin().item()
        found.append(titles[i])
        left[i] = float("inf")
    return found
