"""Passes the ends in the wrong order, and undoes it for the default.

Why: a sign was fixed by trial until the default came out right.
Fails: uses the y_range that it is given
Says: swapped
"""


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.movie_factors = nn.Embedding(n_movies, n_factors)
        self.y_range = y_range
        self.low, self.high = sorted(y_range)

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        movies = self.movie_factors(x[:, 1])
        return (
            sigmoid_range((users * movies).sum(dim=1), self.high, self.low)
            if self.low
            else sigmoid_range((users * movies).sum(dim=1), 0, self.high)
        )
