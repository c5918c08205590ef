"""The right predictions; the ids that were asked for are overwritten.

Cell: DotProductBias
Status: partial
Score: 3
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
        scores = (self.user_factors[users] * self.movie_factors[movies]).sum(1)
        scores = scores + self.user_bias[users] + self.movie_bias[movies]
        out = sigmoid_range(scores, *self.y_range)
        x.fill_(0)
        return out
