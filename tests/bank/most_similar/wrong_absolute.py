"""Compares absolute values.

Why: opposite movies are then as similar as equal ones.
Fails: puts the movies with the highest cosines first
Says: Opposite movies
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    order = cosine_to(factors, index).abs().argsort(descending=True)
    return [titles[i] for i in order if i != index][:k]
