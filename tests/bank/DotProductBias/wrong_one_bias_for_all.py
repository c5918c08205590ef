"""One bias for all users and one for all movies.

Why: a bias is a single number, as in a linear layer with one output.
Fails: registers its four tensors as parameters of the right shapes
Says: A single number for all users
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([1])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = create_params([1])
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors[x[:, 0]]
        movies = self.movie_factors[x[:, 1]]
        scores = (users * movies).sum(dim=1)
        scores = scores + self.user_bias + self.movie_bias
        return sigmoid_range(scores, *self.y_range)
