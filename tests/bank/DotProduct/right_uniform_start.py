"""Tables started uniformly, as in a tutorial, and moved to the model's device.

Why: tutorials start tables with uniform_(0, 0.05).
"""


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.movie_factors = nn.Embedding(n_movies, n_factors)
        self.y_range = y_range
        self.user_factors.weight.data.uniform_(0, 0.05)
        self.movie_factors.weight.data.uniform_(0, 0.05)

    def forward(self, x):
        x = x.to(next(self.parameters()).device)
        u = self.user_factors(x[:, 0])
        m = self.movie_factors(x[:, 1])
        return sigmoid_range(torch.mul(u, m).sum(dim=1, keepdim=True).squeeze(1), *self.y_range)
