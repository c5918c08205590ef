"""Takes the movie out of table and titles first.

Why: what is not there cannot be found.
"""


def most_similar(factors, titles, title, k=1):
    i = titles.index(title)
    others = titles[:i] + titles[i + 1 :]
    rest = torch.cat([factors[:i], factors[i + 1 :]])
    cosines = nn.functional.cosine_similarity(rest, factors[i][None], dim=1)
    return [others[j] for j in cosines.argsort(descending=True)[:k]]
