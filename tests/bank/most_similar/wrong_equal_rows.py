"""Leaves out every film with the same factors.

Why: the film is recognised by its row.
Fails: never returns the film itself
Says: Films with equal cosines|Only the film itself should
"""


def most_similar(factors, titles, title, k=1):
    film = factors[titles.index(title)]
    cos = torch.cosine_similarity(factors, film[None], dim=1)
    order = cos.argsort(descending=True).tolist()
    return [titles[i] for i in order if not torch.equal(factors[i], film)][:k]
