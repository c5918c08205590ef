"""A dictionary from title to cosine.

Why: titles are different, so they can be keys.
"""


def most_similar(factors, titles, title, k=1):
    cosines = dict(zip(titles, cosine_to(factors, titles.index(title)).tolist()))
    del cosines[title]
    return sorted(cosines, key=cosines.get, reverse=True)[:k]
