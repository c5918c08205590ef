"""Titles in a dictionary by cosine.

Why: a dictionary finds the title at once.
Fails: never returns the movie itself
Says: looked up by its cosine
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    of = {c: t for c, t in zip(cosine_to(factors, index).tolist(), titles, strict=True) if t != title}
    return [of[c] for c in sorted(of, reverse=True)[:k]]
