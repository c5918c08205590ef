"""Keeps the range in the class.

Why: all models of a project have the same range.
Fails: uses the y_range that it is given
Says: until another model was made
"""


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.movie_factors = nn.Embedding(n_movies, n_factors)
        DotProduct.y_range = y_range

    def forward(self, x):
        scores = (self.user_factors(x[:, 0]) * self.movie_factors(x[:, 1])).sum(dim=1)
        return sigmoid_range(scores, *self.y_range)
