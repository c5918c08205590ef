"""The movie's own cosine becomes -1.

Why: that is the lowest cosine there is.
Fails: never returns the movie itself
Says: Which cosines can other movies have
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    similar = cosine_to(factors, index).detach().clone()
    similar[index] = -1
    return [titles[i] for i in similar.argsort(descending=True)[:k]]
