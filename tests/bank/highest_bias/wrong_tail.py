"""Takes the end of the ascending order as it stands.

Why: the last k are the highest, but the highest of all is the last of them.
Fails: puts the movie with the highest bias first
Says: highest bias comes last
"""


def highest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.argsort()[-k:]]
