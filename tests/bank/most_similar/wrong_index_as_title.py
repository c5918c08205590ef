"""Compares the order with the title.

Why: i is a position and never equals a title, so nothing is left out.
Fails: puts the movies with the highest cosines first
Says: itself is among
"""


def most_similar(factors, titles, title, k=1):
    order = cosine_to(factors, titles.index(title)).argsort(descending=True)
    return [titles[i] for i in order if i != title][:k]
