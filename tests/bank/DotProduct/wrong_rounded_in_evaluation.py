"""Whole stars in evaluation mode.

Why: people want to see stars.
Fails: predicts the dot product of each pair, squashed into y_range
Says: differently in evaluation mode
"""


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.movie_factors = nn.Embedding(n_movies, n_factors)
        self.y_range = y_range

    def forward(self, x):
        out = sigmoid_range((self.user_factors(x[:, 0]) * self.movie_factors(x[:, 1])).sum(1), *self.y_range)
        return out if self.training else out.round()
