"""Takes the highest again and again, and puts -100 in place of what it has found.

Why: no bias of a model of stars comes near it.
Fails: puts the movie with the highest bias first
Says: in place of a bias
"""


def highest_bias(bias, titles, k=5):
    left = bias.detach().clone()
    found = []
    for _ in range(k):
        i = int(left.argmax())
        found.append(titles[i])
        left[i] = -100.0
    return found
