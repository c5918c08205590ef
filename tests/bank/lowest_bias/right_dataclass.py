"""Films as dataclasses that can be sorted.

Why: a film is a thing with two fields.
"""

from dataclasses import dataclass, field


@dataclass(order=True)
class Film:
    bias: float
    title: str = field(compare=False)


def lowest_bias(bias, titles, k=5):
    films = sorted(Film(float(b), t) for b, t in zip(bias.flatten(), titles, strict=True))
    return [film.title for film in films][:k]
