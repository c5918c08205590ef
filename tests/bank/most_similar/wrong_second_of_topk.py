"""Asks topk for one more and drops the first.

Why: usually the movie itself comes first.
Fails: never returns the movie itself
Says: first of the order dropped
"""


def most_similar(factors, titles, title, k=1):
    units = factors / factors.norm(dim=1, keepdim=True)
    similarity = units @ units[titles.index(title)]
    return [titles[i] for i in similarity.topk(k + 1).indices[1:]]
