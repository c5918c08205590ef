"""Takes k entries, but stops before the last.

Why: [-k-1:-1] holds k entries, and the highest is none of them.
Fails: puts the movie with the highest bias first
Says: where does your slice start, and where does it stop
"""


def highest_bias(bias, titles, k=5):
    order = bias.argsort()[-k - 1 : -1].flip(0)
    return [titles[i] for i in order]
