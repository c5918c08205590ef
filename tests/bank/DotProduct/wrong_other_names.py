"""Calls the tables users and movies.

Why: shorter.
Fails: has two embedding tables of the right sizes, and nothing else to learn
Says: spelt exactly so
"""


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.users = nn.Embedding(n_users, n_factors)
        self.movies = nn.Embedding(n_movies, n_factors)
        self.y_range = y_range

    def forward(self, x):
        users = self.users(x[:, 0])
        movies = self.movies(x[:, 1])
        return sigmoid_range((users * movies).sum(dim=1), *self.y_range)
