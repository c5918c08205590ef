"""squeeze() on the look-ups.

Why: a habit, against shapes such as (B, 1, d).
Fails: takes batches of any size, one row included, with ids from both ends of the tables
Says: squeeze|size 1
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
        users = self.user_factors[x[:, 0]].squeeze()
        movies = self.movie_factors[x[:, 1]].squeeze()
        scores = (users * movies).sum(dim=-1) + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]
        return sigmoid_range(scores, *self.y_range)
