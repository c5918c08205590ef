"""`item_factors` and `item_bias`.

Why: the usual words of the field; every other library says items.
Fails: registers its four tensors as parameters of the right shapes
Says: Is `self.movie_factors` assigned in `__init__`, spelt exactly so
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.item_factors = create_params([n_movies, n_factors])
        self.item_bias = create_params([n_movies])
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors[x[:, 0]]
        movies = self.item_factors[x[:, 1]]
        scores = (users * movies).sum(dim=1)
        scores = scores + self.user_bias[x[:, 0]] + self.item_bias[x[:, 1]]
        return sigmoid_range(scores, *self.y_range)
