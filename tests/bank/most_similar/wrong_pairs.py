"""Returns titles with their cosines.

Why: the number is nice to have when the list is printed.
Fails: returns a list of k titles, one where no k is given
Says: list of pairs
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    cosines = cosine_to(factors, index)
    order = cosines.argsort(descending=True)
    return [(titles[i], cosines[i].item()) for i in order if i != index][:k]
