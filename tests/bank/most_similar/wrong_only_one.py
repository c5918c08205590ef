"""Returns one title whatever k is.

Why: k was overlooked.
Fails: returns a list of k titles, one where no k is given
Says: returned 1 title, expected 3
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    order = cosine_to(factors, index).argsort(descending=True)
    return [titles[i] for i in order if i != index][:1]
