"""Marks the movies that it has found, in the model itself.

Why: detach() was there to be allowed to write, and it shares the memory.
Fails: works on a model's parameter and leaves it as it is
Says: changed `bias` itself: at \[\d\] stood
"""


def lowest_bias(bias, titles, k=5):
    left = bias.detach()
    found = []
    for _ in range(k):
        i = left.argmin()
        found.append(titles[i])
        left[i] = float("inf")
    return found
