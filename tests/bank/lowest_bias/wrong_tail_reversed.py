"""Takes the end of a descending order as it stands.

Why: the right movies are there, so it looks right.
Fails: puts the movie with the lowest bias first
Says: lowest bias comes last
"""


def lowest_bias(bias, titles, k=5):
    order = bias.argsort(descending=True)
    return [titles[i] for i in order[-k:]]
