"""Has the default of the other exercises.

Why: k=5 was copied with the signature.
Fails: returns a list of k titles, one where no k is given
Says: Without `k`, one title is asked for
"""


def most_similar(factors, titles, title, k=5):
    index = titles.index(title)
    order = cosine_to(factors, index).argsort(descending=True)
    return [titles[i] for i in order if i != index][:k]
