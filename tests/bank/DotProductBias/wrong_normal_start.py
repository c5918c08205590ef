"""N(0, 1), as nn.Embedding starts.

Why: torch.randn is the first thing that comes to mind.
Fails: reaches the loss target on freshly planted ratings
Says: far out the sigmoid is flat
"""


def normal(size):
    return nn.Parameter(torch.randn(size))


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = normal([n_users, n_factors])
        self.user_bias = normal([n_users])
        self.movie_factors = normal([n_movies, n_factors])
        self.movie_bias = normal([n_movies])
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors[x[:, 0]]
        movies = self.movie_factors[x[:, 1]]
        scores = (users * movies).sum(dim=1)
        scores = scores + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]
        return sigmoid_range(scores, *self.y_range)
