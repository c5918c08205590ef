"""Typed, with a dataclass for the sizes.

Why: a project's style keeps its settings in one object.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    n_users: int
    n_movies: int
    n_factors: int
    low: float = 0.0
    high: float = 5.5


class DotProduct(nn.Module):
    def __init__(self, n_users: int, n_movies: int, n_factors: int, y_range: tuple[float, float] = (0, 5.5)) -> None:
        super().__init__()
        self.config = Config(n_users, n_movies, n_factors, *y_range)
        self.user_factors: nn.Embedding = nn.Embedding(self.config.n_users, self.config.n_factors)
        self.movie_factors: nn.Embedding = nn.Embedding(self.config.n_movies, self.config.n_factors)

    def forward(self, x: torch.LongTensor) -> torch.FloatTensor:
        users, movies = x.unbind(dim=-1)
        score = nn.functional.cosine_similarity(self.user_factors(users), self.movie_factors(movies))
        lengths = self.user_factors(users).norm(dim=1) * self.movie_factors(movies).norm(dim=1)
        return sigmoid_range(score * lengths, self.config.low, self.config.high)
