"""Goes through what topk returns.

Why: it is taken for a list of positions.
Fails: returns a list of k titles, one where no k is given
Says: return a pair
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    cosines = cosine_to(factors, index).detach().clone()
    cosines[index] = -2
    return [titles[i] for i in cosines.topk(k)]
