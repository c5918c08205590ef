"""Normalises the model's own table.

Why: .data was there to be allowed to write, and it shares the memory.
Fails: works on a model's parameter and leaves it and the titles as they are
Says: changed `factors` itself: at \[\d, \d\] stood
"""


def most_similar(factors, titles, title, k=1):
    units = factors.data
    units.div_(units.norm(dim=1, keepdim=True))
    i = titles.index(title)
    return [titles[j] for j in (units @ units[i]).argsort(descending=True) if j != i][:k]
