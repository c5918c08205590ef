"""Typed, a look-up of its own, the range by properties.

Why: a project's style.
"""


class DotProductBias(nn.Module):
    user_factors: nn.Parameter
    movie_factors: nn.Parameter

    def __init__(self, n_users: int, n_movies: int, n_factors: int, y_range: tuple[float, float] = (0, 5.5)) -> None:
        super().__init__()
        self.user_factors = create_params((n_users, n_factors))
        self.movie_factors = create_params((n_movies, n_factors))
        self.user_bias = create_params((n_users,))
        self.movie_bias = create_params((n_movies,))
        self._y_range = y_range

    @property
    def low(self) -> float:
        return self._y_range[0]

    @property
    def high(self) -> float:
        return self._y_range[-1]

    def score(self, users: torch.Tensor, movies: torch.Tensor) -> torch.Tensor:
        taste = torch.sum(self.user_factors[users] * self.movie_factors[movies], -1)
        return taste + self.user_bias[users] + self.movie_bias[movies]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return sigmoid_range(self.score(*x.unbind(1)), self.low, self.high)
