"""The dot product by einsum, the range kept as two numbers.

Why: einsum says which dimension is summed.
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.low, self.high = y_range
        self.movie_bias = nn.Parameter(0.01 * torch.randn(n_movies))
        self.movie_factors = nn.Parameter(0.01 * torch.randn(n_movies, n_factors))
        self.user_bias = nn.Parameter(0.01 * torch.randn(n_users))
        self.user_factors = nn.Parameter(0.01 * torch.randn(n_users, n_factors))

    def forward(self, x):
        users, movies = x.unbind(1)
        scores = torch.einsum("bd,bd->b", self.user_factors[users], self.movie_factors[movies])
        return sigmoid_range(scores + self.user_bias[users] + self.movie_bias[movies], self.low, self.high)
