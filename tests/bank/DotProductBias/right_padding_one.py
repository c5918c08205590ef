"""A column of ones beside the factors: biases as two more factors.

Why: the dot product then adds the biases by itself.
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors, self.movie_factors = (
            create_params([n_users, n_factors]),
            create_params([n_movies, n_factors]),
        )
        self.user_bias, self.movie_bias = create_params([n_users]), create_params([n_movies])
        self.y_range = y_range

    def forward(self, x):
        one = torch.ones(len(x), 1, dtype=self.user_factors.dtype)
        u, m = x[:, 0], x[:, 1]
        left = torch.cat([self.user_factors[u], self.user_bias[u].unsqueeze(1), one], dim=1)
        right = torch.cat([self.movie_factors[m], one, self.movie_bias[m].unsqueeze(1)], dim=1)
        return sigmoid_range((left * right).sum(dim=1), *self.y_range)
