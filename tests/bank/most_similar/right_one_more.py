"""Takes one more and filters.

Why: among k + 1 movies there are k others at least.
"""


def most_similar(factors, titles, title, k=1):
    i = titles.index(title)
    _, order = torch.topk(cosine_to(factors, i), k + 1)
    return [titles[j] for j in order if j.item() != i][:k]
