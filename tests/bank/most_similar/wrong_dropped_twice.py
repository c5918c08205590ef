"""Leaves the movie out and drops the first as well.

Why: both ways of leaving it out at once.
Fails: puts the movies with the highest cosines first
Says: dropped twice
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    order = cosine_to(factors, index).argsort(descending=True)
    return [titles[i] for i in order if i != index][1 : k + 1]
