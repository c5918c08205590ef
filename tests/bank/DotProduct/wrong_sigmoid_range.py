"""A right model on a sigmoid_range that forgets the lower end.

Why: the mistake is in the exercise before this one.
Fails: predicts the dot product of each pair, squashed into y_range
Says: follows from your `sigmoid_range`
"""


def sigmoid_range(x, low, high):
    return torch.sigmoid(x) * (high + low + 1)


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.movie_factors = nn.Embedding(n_movies, n_factors)
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        movies = self.movie_factors(x[:, 1])
        return sigmoid_range((users * movies).sum(dim=1), *self.y_range)
