"""Plain tensors that require gradients, not parameters.

Why: requires_grad=True looks like all that training needs.
Fails: registers its four tensors as parameters of the right shapes
Says: plain tensor: only an `nn.Parameter`
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = torch.randn(n_users, n_factors, requires_grad=True)
        self.user_bias = torch.zeros(n_users, requires_grad=True)
        self.movie_factors = torch.randn(n_movies, n_factors, requires_grad=True)
        self.movie_bias = torch.zeros(n_movies, requires_grad=True)
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors[x[:, 0]]
        movies = self.movie_factors[x[:, 1]]
        scores = (users * movies).sum(dim=1)
        scores = scores + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]
        return sigmoid_range(scores, *self.y_range)
