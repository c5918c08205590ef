"""The range as a parameter that is not trained.

Why: then it moves with the model to another device and is saved with it.
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = create_params([n_movies])
        self.y_range = nn.Parameter(torch.tensor(y_range), requires_grad=False)

    def forward(self, x):
        users, movies = x[:, 0], x[:, 1]
        scores = (self.user_factors[users] * self.movie_factors[movies]).sum(dim=1)
        scores = scores + self.user_bias[users] + self.movie_bias[movies]
        return sigmoid_range(scores, *self.y_range)
