"""Gives the movie itself the lowest value, in a copy.

Why: then it can only come last.
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    similarity = cosine_to(factors, index).detach().clone()
    similarity[index] = -float("inf")
    return [titles[i] for i in similarity.topk(k).indices]
