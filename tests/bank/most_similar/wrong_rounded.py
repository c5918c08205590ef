"""Sorts by cosines with two decimals.

Why: as they are shown.
Fails: puts the movies with the highest cosines first
Says: fourth decimal
"""


def most_similar(factors, titles, title, k=1):
    at = titles.index(title)
    cos = [round(c, 2) for c in cosine_to(factors, at).tolist()]
    order = sorted(range(len(titles)), key=lambda i: -cos[i])
    return [titles[i] for i in order if i != at][:k]
