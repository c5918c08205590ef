"""Takes titles out of the list.

Why: pop gives and removes at once, and the list is the caller's vocabulary.
Fails: works on a model's parameter and leaves it as it is
Says: changed the list `titles`
"""


def highest_bias(bias, titles, k=5):
    left = bias.tolist()
    found = []
    for _ in range(k):
        best = left.index(max(left))
        left.pop(best)
        found.append(titles.pop(best))
    return found
