"""Rounds the cosines to three decimals before it sorts.

Why: nobody sees a difference.
Fails: puts the movies with the highest cosines first
Says: fourth decimal
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    cosines = [round(c, 3) for c in cosine_to(factors, index).tolist()]
    order = sorted(range(len(titles)), key=lambda i: -cosines[i])
    return [titles[i] for i in order if i != index][:k]
