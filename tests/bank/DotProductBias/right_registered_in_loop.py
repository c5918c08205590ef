"""register_parameter in a loop, nn.init, super with arguments.

Why: four lines that differ by a name ask for a loop.
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super(DotProductBias, self).__init__()
        for kind, n in (("user", n_users), ("movie", n_movies)):
            self.register_parameter(f"{kind}_factors", nn.Parameter(torch.empty(n, n_factors)))
            setattr(self, f"{kind}_bias", nn.Parameter(torch.empty(n)))
        for parameter in self.parameters():
            nn.init.trunc_normal_(parameter, std=0.01)
        self.y_range = y_range

    def forward(self, x):
        users, movies = x[:, 0], x[:, 1]
        scores = (self.user_factors[users] * self.movie_factors[movies]).sum(dim=1)
        scores = scores + self.user_bias[users] + self.movie_bias[movies]
        return sigmoid_range(scores, *self.y_range)
