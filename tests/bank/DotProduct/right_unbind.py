"""unbind and linalg.vecdot.

Why: every step has a function.
"""


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.movie_factors = nn.Embedding(n_movies, n_factors)
        self.y_range = y_range

    def forward(self, x):
        users, movies = x.unbind(dim=1)
        scores = torch.linalg.vecdot(self.user_factors(users), self.movie_factors(movies))
        low, high = self.y_range
        return sigmoid_range(scores, low, high)
