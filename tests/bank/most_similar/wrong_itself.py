"""Leaves the film itself in the list.

Why: the film is most similar to itself.
Fails: puts the films with the highest cosines first
Says: itself is among
"""


def most_similar(factors, titles, title, k=1):
    order = cosine_to(factors, titles.index(title)).argsort(descending=True)
    return [titles[i] for i in order[:k]]
