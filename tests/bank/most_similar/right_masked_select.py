"""A mask without the movie, and topk among the others.

Why: A mask leaves one out.
"""


def most_similar(factors, titles, title, k=1):
    at = titles.index(title)
    others = torch.arange(len(titles))
    others = others[others != at]
    best = cosine_to(factors, at)[others].topk(k).indices
    return [titles[i] for i in others[best].tolist()]
