"""Leaves the biases out in evaluation mode.

Why: to rank movies for one user, biases are thought not to matter.
Fails: takes batches of any size, one row included, with ids from both ends of the tables
Says: differently in evaluation mode|does a step round
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
        dot = (self.user_factors[x[:, 0]] * self.movie_factors[x[:, 1]]).sum(dim=1)
        return dot + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]

    def forward(self, x):
        if self.training:
            return sigmoid_range(self.scores(x), *self.y_range)
        return sigmoid_range((self.user_factors[x[:, 0]] * self.movie_factors[x[:, 1]]).sum(1), *self.y_range)
