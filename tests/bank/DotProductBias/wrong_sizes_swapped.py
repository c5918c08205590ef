"""Tables of shape (n_factors, n_users).

Why: one column a user, as in a written matrix of users and factors.
Fails: registers its four tensors as parameters of the right shapes
Says: are the two sizes swapped
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_factors, n_users])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_factors, n_movies])
        self.movie_bias = create_params([n_movies])
        self.y_range = y_range

    def forward(self, x):
        users, movies = x[:, 0], x[:, 1]

        scores = (self.user_factors[:, users] * self.movie_factors[:, movies]).sum(dim=0)
        return sigmoid_range(scores + self.user_bias[users] + self.movie_bias[movies], *self.y_range)
