"""Normalises the columns.

Why: dim=0 in place of dim=1.
Fails: puts the movies with the highest cosines first
Says: columns are scaled
"""


def most_similar(factors, titles, title, k=1):
    units = nn.functional.normalize(factors, dim=0)
    index = titles.index(title)
    order = (units @ units[index]).argsort(descending=True)
    return [titles[i] for i in order if i != index][:k]
