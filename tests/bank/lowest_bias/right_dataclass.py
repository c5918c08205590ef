"""Movies as dataclasses that can be sorted.

Why: a movie is a thing with two fields.
"""

from dataclasses import dataclass, field


@dataclass(order=True)
class Movie:
    bias: float
    title: str = field(compare=False)


def lowest_bias(bias, titles, k=5):
    movies = sorted(Movie(float(b), t) for b, t in zip(bias.flatten(), titles, strict=True))
    return [movie.title for movie in movies][:k]
