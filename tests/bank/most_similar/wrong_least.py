"""Sorts from low to high.

Why: argsort sorts upwards unless told otherwise.
Fails: puts the movies with the highest cosines first
Says: least similar
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    order = cosine_to(factors, index).argsort()
    return [titles[i] for i in order if i != index][:k]
