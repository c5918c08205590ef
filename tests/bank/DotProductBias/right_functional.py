"""Rows by `F.embedding`, the batched product by `baddbmm`.

Why: functional forms of nn.Embedding take one's own table; bmm multiplies pair by pair.
"""

from torch.nn import functional as F


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.y_range = y_range
        for name, n in (("user", n_users), ("movie", n_movies)):
            self.register_parameter(f"{name}_factors", create_params((n, n_factors)))
            self.register_parameter(f"{name}_bias", create_params((n,)))

    def forward(self, x):
        u = F.embedding(x[:, 0], self.user_factors).unsqueeze(1)
        m = F.embedding(x[:, 1], self.movie_factors).unsqueeze(2)
        bias = self.user_bias.take(x[:, 0]) + self.movie_bias.take(x[:, 1])
        return sigmoid_range(torch.baddbmm(bias[:, None, None], u, m).flatten(), *self.y_range)
