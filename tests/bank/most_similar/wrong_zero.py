"""Sets the movie's own cosine to 0.

Why: 0 looks like the lowest value, but cosines can be negative.
Fails: never returns the movie itself
Says: some cosines are negative
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    similarity = cosine_to(factors, index).detach().clone()
    similarity[index] = 0
    return [titles[i] for i in similarity.argsort(descending=True)[:k]]
