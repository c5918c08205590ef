"""Finds the best k times.

Why: no sorting, just a maximum.
"""


def most_similar(factors, titles, title, k=1):
    cosines = dict(zip(titles, cosine_to(factors, titles.index(title)).tolist()))
    del cosines[title]
    found = []
    for _ in range(k):
        best = max(cosines, key=cosines.get)
        found.append(best)
        cosines.pop(best)
    return found
