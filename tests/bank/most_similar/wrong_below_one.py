"""Only cosines below 0.9999.

Why: a movie's cosine with itself is 1, up to rounding.
Fails: never returns the movie itself
Says: more out than the movie itself|cosine of 1 left out
"""


def most_similar(factors, titles, title, k=1):
    cosines = cosine_to(factors, titles.index(title))
    order = cosines.argsort(descending=True)
    return [titles[i] for i in order if cosines[i] < 0.9999][:k]
