"""Keeps the range in a global name.

Why: `forward` has no argument for it, and `self` was forgotten.
Fails: uses the y_range that it is given
Says: until another model was made
"""

RANGE = (0, 5.5)


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        global RANGE
        super().__init__()
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.movie_factors = nn.Embedding(n_movies, n_factors)
        RANGE = y_range

    def forward(self, x):
        scores = (self.user_factors(x[:, 0]) * self.movie_factors(x[:, 1])).sum(dim=1)
        return sigmoid_range(scores, *RANGE)
