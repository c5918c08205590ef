"""Each bias is added to its own factors.

Why: a linear layer adds its bias to every output.
Fails: predicts dot product plus both biases, squashed into y_range
Says: before the multiplication
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

        user = self.user_factors[users] + self.user_bias[users].unsqueeze(1)
        movie = self.movie_factors[movies] + self.movie_bias[movies].unsqueeze(1)
        return sigmoid_range((user * movie).sum(dim=1), *self.y_range)
