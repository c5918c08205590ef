"""Returns positions.

Why: the titles were forgotten.
Fails: returns a list of k titles, one where no k is given
Says: list of positions
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    order = cosine_to(factors, index).argsort(descending=True).tolist()
    return [i for i in order if i != index][:k]
