"""Sorts by cosines with two decimals.

Why: as they are shown.
Fails: never returns the movie itself
Says: what rounds the cosines
"""


def most_similar(factors, titles, title, k=1):
    at = titles.index(title)
    cos = [round(c, 2) for c in cosine_to(factors, at).tolist()]
    order = sorted(range(len(titles)), key=lambda i: -cos[i])
    return [titles[i] for i in order if i != at][:k]
