"""Takes the first k and removes the movie from them.

Why: among the first k there are only k - 1 others.
Fails: returns a list of k titles, one where no k is given
Says: taken out after the cut to k
"""


def most_similar(factors, titles, title, k=1):
    order = cosine_to(factors, titles.index(title)).argsort(descending=True)
    return [titles[i] for i in order[:k] if titles[i] != title]
