"""Shifts the movies' ids in x itself.

Why: one table for both was the first idea, with movies behind the users; what is left shifts and shifts back, but only in forward's first line.
Fails: keeps its shape for a batch of one, and finds both ends of its tables
Says: changed .x. itself
"""


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.movie_factors = nn.Embedding(n_movies, n_factors)
        self.y_range = y_range

    def forward(self, x):
        x[:, 1] += self.user_factors.num_embeddings
        users = self.user_factors(x[:, 0])
        movies = self.movie_factors(x[:, 1] - self.user_factors.num_embeddings)
        return sigmoid_range((users * movies).sum(dim=1), *self.y_range)
