"""Drops the first of the order.

Why: the book takes [1]: usually the movie itself comes first.
Fails: never returns the movie itself
Says: first of the order dropped
"""


def most_similar(factors, titles, title, k=1):
    order = cosine_to(factors, titles.index(title)).argsort(descending=True)
    return [titles[i] for i in order[1 : k + 1]]
