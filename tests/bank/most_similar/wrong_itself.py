"""Leaves the movie itself in the list.

Why: the movie is most similar to itself.
Fails: puts the movies with the highest cosines first
Says: itself is among
"""


def most_similar(factors, titles, title, k=1):
    order = cosine_to(factors, titles.index(title)).argsort(descending=True)
    return [titles[i] for i in order[:k]]
