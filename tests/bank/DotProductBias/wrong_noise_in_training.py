"""Noise in training mode.

Why: noise against overfitting.
Fails: predicts dot product plus both biases, squashed into y_range
Says: draw at random
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = create_params([n_movies])
        self.y_range = y_range

    def scores(self, x):
        dot = (self.user_factors[x[:, 0]] * self.movie_factors[x[:, 1]]).sum(dim=1)
        return dot + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]

    def forward(self, x):
        s = self.scores(x)
        if self.training:
            s = s + 0.05 * torch.randn_like(s)
        return sigmoid_range(s, *self.y_range)
