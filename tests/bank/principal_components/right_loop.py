"""Dot products one by one.

Why: a coordinate is a dot product of a movie with a direction.
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    directions = torch.linalg.svd(centred, full_matrices=False)[2][:k]
    rows = [[torch.dot(movie, direction) for direction in directions] for movie in centred]
    return torch.stack([torch.stack(row) for row in rows])
