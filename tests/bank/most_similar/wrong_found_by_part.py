"""Finds the movie by a part of its title.

Why: so that the year can be left out.
Fails: never returns the movie itself
Says: how does your code find the title
"""


def most_similar(factors, titles, title, k=1):
    index = [i for i, t in enumerate(titles) if title in t][0]
    order = cosine_to(factors, index).argsort(descending=True)
    return [titles[i] for i in order if titles[i] != title and i != index][:k]
