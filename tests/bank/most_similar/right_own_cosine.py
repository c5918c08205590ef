"""Computes the cosines itself.

Why: one product of normalised rows.
"""


def most_similar(factors, titles, title, k=1):
    units = nn.functional.normalize(factors.detach(), dim=1)
    i = titles.index(title)
    order = torch.argsort(units @ units[i], descending=True).tolist()
    order.remove(i)
    return [titles[j] for j in order[:k]]
