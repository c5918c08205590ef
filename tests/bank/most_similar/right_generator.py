"""A generator of the other movies.

Why: islice stops it after k.
"""

from itertools import islice


def most_similar(factors, titles, title, k=1):
    index = next(i for i, t in enumerate(titles) if t == title)
    cosines = cosine_to(factors, index).tolist()
    others = (i for i in sorted(range(len(titles)), key=cosines.__getitem__, reverse=True) if i != index)
    return [titles[i] for i in islice(others, k)]
