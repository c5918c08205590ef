"""Truncated normal factors, biases that start at 0.

Why: fastai's embeddings start truncated, and a bias of 0 says that nothing is known yet.
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.movie_bias = nn.Parameter(torch.zeros(n_movies))
        self.user_bias = nn.Parameter(torch.zeros(n_users))
        self.movie_factors = nn.Parameter(nn.init.trunc_normal_(torch.empty(n_movies, n_factors), std=0.01))
        self.user_factors = nn.Parameter(nn.init.trunc_normal_(torch.empty(n_users, n_factors), std=0.01))
        self.y_range = list(y_range)

    def forward(self, x):
        i, j = x.chunk(2, dim=1)
        i, j = i.squeeze(1), j.squeeze(1)
        scores = self.user_factors.index_select(0, i).mul(self.movie_factors.index_select(0, j)).sum(-1)
        scores.add_(self.user_bias[i]).add_(self.movie_bias[j])
        return sigmoid_range(scores, *self.y_range)
