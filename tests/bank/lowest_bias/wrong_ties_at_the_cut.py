"""Takes every movie at or below the k-th bias, then sorts them.

Why: a threshold needs no positions.
Fails: takes any k, 5 where none is given, and keeps movies of equal bias
Says: bias at which the list ends
"""


def lowest_bias(bias, titles, k=5):
    numbers = bias.tolist()
    threshold = sorted(numbers)[k - 1]
    found = sorted((b, t) for b, t in zip(numbers, titles) if b <= threshold)
    return [title for _, title in found]
