"""Unpacks the columns, hstack, and flattens the last dimension.

Why: `u, m = x.T` is short.
"""


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        blocks, n_in = [], user_sz[1] + item_sz[1]
        for n_out in layers:
            blocks += [nn.Linear(n_in, n_out), nn.ReLU(), nn.BatchNorm1d(n_out)]
            n_in = n_out
        self.layers = nn.Sequential(*blocks, nn.Linear(n_in, 1))

    def scores(self, x):
        u, m = x.T
        v = torch.hstack((self.user_factors(u), self.item_factors(m)))
        return self.layers(v).flatten()

    def forward(self, x):
        return sigmoid_range(self.scores(x), *self.y_range)
