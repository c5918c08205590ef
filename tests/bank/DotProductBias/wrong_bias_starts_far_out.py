"""Starts the movies' biases at 20.

Why: a bias is how well a movie is liked, and a large number is well liked.
Fails: reaches the loss target on freshly planted ratings
Says: the sigmoid is flat there
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = nn.Parameter(torch.full((n_movies,), 20.0))
        self.y_range = y_range

    def forward(self, x):
        users, movies = x[:, 0], x[:, 1]
        score = (self.user_factors[users] * self.movie_factors[movies]).sum(dim=1)
        score = score + self.user_bias[users] + self.movie_bias[movies]
        return sigmoid_range(score, *self.y_range)
