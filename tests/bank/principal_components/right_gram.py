"""From the products of movies with movies.

Why: the dual form: for few movies and many factors it is cheaper.
"""


def principal_components(factors, k=2):
    centred = (factors - factors.mean(dim=0)).double()
    values, vectors = torch.linalg.eigh(centred @ centred.T)
    order = values.argsort(descending=True)[:k]
    return vectors[:, order] * values[order].clamp(min=0).sqrt()
