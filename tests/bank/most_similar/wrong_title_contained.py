"""Leaves out every title that contains it.

Why: `in` was asked of the string.
Fails: never returns the movie itself
Says: what does your code compare
"""


def most_similar(factors, titles, title, k=1):
    order = cosine_to(factors, titles.index(title)).argsort(descending=True)
    return [titles[i] for i in order if title not in titles[i]][:k]
