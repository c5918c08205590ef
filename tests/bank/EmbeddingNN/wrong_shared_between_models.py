"""Models of the same sizes share their tables.

Why: tables are kept by size.
Fails: in evaluation mode, chains Linear, ReLU, BatchNorm with its running statistics
Says: what do the two share
"""

_tables = {}
_embedding = embedding


def embedding(n, width, which=""):
    if (n, width, which) not in _tables:
        _tables[n, width, which] = _embedding(n, width)
    return _tables[n, width, which]


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz, "items")
        self.y_range = y_range
        blocks, n_in = [], user_sz[1] + item_sz[1]
        for n_out in layers:
            blocks += [nn.Linear(n_in, n_out), nn.ReLU(), nn.BatchNorm1d(n_out)]
            n_in = n_out
        self.layers = nn.Sequential(*blocks, nn.Linear(n_in, 1))

    def scores(self, x):
        v = torch.cat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], dim=1)
        return self.layers(v).squeeze(1)

    def forward(self, x):
        return sigmoid_range(self.scores(x), *self.y_range)
