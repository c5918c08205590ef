"""Strips the titles that it returns.

Why: they are to be printed.
Fails: puts the movies with the highest cosines first
Says: changes its text
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    order = [i for i in cosine_to(factors, index).argsort(descending=True) if i != index]
    return [titles[i].strip() for i in order[:k]]
