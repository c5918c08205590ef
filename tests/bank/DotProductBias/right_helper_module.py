"""A helper module for users and movies, whose tables hang on the model too.

Why: users and movies are the same thing twice; the parameters then have two names each.
"""


class Table(nn.Module):
    """Factors and biases of one kind of row."""

    def __init__(self, n, n_factors):
        super().__init__()
        self.factors = create_params([n, n_factors])
        self.bias = create_params([n])

    def forward(self, ids):
        return self.factors[ids], self.bias[ids]


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.users, self.movies = Table(n_users, n_factors), Table(n_movies, n_factors)
        self.user_factors, self.user_bias = self.users.factors, self.users.bias
        self.movie_factors, self.movie_bias = self.movies.factors, self.movies.bias
        self.y_range = y_range

    def forward(self, x):
        (users, user_bias), (movies, movie_bias) = self.users(x[:, 0]), self.movies(x[:, 1])
        return sigmoid_range(torch.linalg.vecdot(users, movies) + user_bias + movie_bias, *self.y_range)
