"""Plain Python, pairs sorted by cosine.

Why: sorted with a key.
"""


def most_similar(factors, titles, title, k=1):
    cosines = cosine_to(factors, titles.index(title)).tolist()
    others = [(c, t) for c, t in zip(cosines, titles) if t != title]
    return [t for _, t in sorted(others, key=lambda pair: -pair[0])[:k]]
