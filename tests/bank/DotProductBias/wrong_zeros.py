"""All parameters start at 0.

Why: nothing is known yet, so 0 seems honest.
Fails: reaches the loss target on freshly planted ratings
Says: all factors are 0
"""


def zeros(size):
    return nn.Parameter(torch.zeros(size))


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = zeros([n_users, n_factors])
        self.user_bias = zeros([n_users])
        self.movie_factors = zeros([n_movies, n_factors])
        self.movie_bias = zeros([n_movies])
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors[x[:, 0]]
        movies = self.movie_factors[x[:, 1]]
        scores = (users * movies).sum(dim=1)
        scores = scores + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]
        return sigmoid_range(scores, *self.y_range)
