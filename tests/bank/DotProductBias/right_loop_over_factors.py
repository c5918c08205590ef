"""A loop over the factors, summed in place.

Why: the definition of a dot product, written out.
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
        scores = torch.zeros(len(x))
        scores += self.user_bias[x[:, 0]]
        scores += self.movie_bias[x[:, 1]]
        for k in range(self.user_factors.shape[1]):
            scores += self.user_factors[x[:, 0], k] * self.movie_factors[x[:, 1], k]
        low, high = self.y_range
        return low + (high - low) / (1 + torch.exp(-scores))
