"""Leaves the movie out by its title.

Why: titles are different from each other.
"""


def most_similar(factors, titles, title, k=1):
    order = cosine_to(factors, titles.index(title)).argsort(descending=True)
    ordered = [titles[i] for i in order]
    return [t for t in ordered if t != title][:k]
