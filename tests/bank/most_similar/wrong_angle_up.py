"""Sorts angles from the largest.

Why: arccos turns the order round.
Fails: puts the movies with the highest cosines first
Says: least similar movies
"""


def most_similar(factors, titles, title, k=1):
    at = titles.index(title)
    angles = torch.arccos(cosine_to(factors, at).clamp(-1, 1))
    return [titles[i] for i in angles.argsort(descending=True).tolist() if i != at][:k]
