"""Columns of shape (B, 1) all the way, the last dimension taken off at the end.

Why: that is how the model with embeddings above does it.
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = create_params([n_movies])
        self.y_range = y_range

    def forward(self, x):
        users, movies = x[:, :1], x[:, 1:]
        scores = (self.user_factors[x[:, 0]] * self.movie_factors[x[:, 1]]).sum(dim=1, keepdim=True)
        scores = scores + self.user_bias[users] + self.movie_bias[movies]
        return sigmoid_range(scores, *self.y_range).squeeze(-1)
