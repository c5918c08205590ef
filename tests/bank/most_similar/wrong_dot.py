"""Compares dot products.

Why: the dot product is what the model uses.
Fails: puts the movies with the highest cosines first
Says: largest dot products
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    order = (factors @ factors[index]).argsort(descending=True)
    return [titles[i] for i in order if i != index][:k]
