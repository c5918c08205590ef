"""Leaves out the length of the movie itself.

Why: it is the same for all, so the order does not change.
"""


def most_similar(factors, titles, title, k=1):
    i = titles.index(title)
    score = factors @ factors[i] / factors.norm(dim=1)
    return [titles[j] for j in score.argsort(descending=True).tolist() if j != i][:k]
