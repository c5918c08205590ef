"""The biases inside the sum over factors.

Why: everything was put into one bracket.
Fails: predicts dot product plus both biases, squashed into y_range
Says: counts once for every factor
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = create_params([n_movies])
        self.y_range = y_range

    def forward(self, x):
        users, movies = x[:, 0], x[:, 1]

        products = self.user_factors[users] * self.movie_factors[movies]
        biases = self.user_bias[users] + self.movie_bias[movies]
        return sigmoid_range((products + biases[:, None]).sum(dim=1), *self.y_range)
