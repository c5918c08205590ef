"""Removes the title from the caller's list.

Why: list.remove is the obvious way to leave something out.
Fails: works on a model's parameter and leaves it and the titles as they are
Says: changed the list `titles`
"""


def most_similar(factors, titles, title, k=1):
    i = titles.index(title)
    titles.remove(title)
    rest = torch.cat([factors[:i], factors[i + 1 :]])
    cosines = nn.functional.cosine_similarity(rest, factors[i][None], dim=1)
    return [titles[j] for j in cosines.argsort(descending=True)[:k]]
