"""Takes topk, which finds the largest.

Why: topk without largest=False looks like "the k at the end".
Fails: puts the movie with the lowest bias first
Says: movies with the highest bias
"""


def lowest_bias(bias, titles, k=5):
    return [titles[i] for i in bias.topk(k).indices]
