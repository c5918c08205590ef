"""Columns unpacked from the transposed batch, scores in a method of their own.

Why: `u, m = x.T` is short.
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = create_params([n_movies])
        self.y_range = y_range

    def scores(self, x):
        dot = (self.user_factors[x[:, 0], :] * self.movie_factors[x[:, 1]]).sum(dim=1)
        return dot + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]

    def forward(self, x):
        users, movies = x.t()
        assert len(users) == len(movies)
        return sigmoid_range(self.scores(x), *self.y_range)
