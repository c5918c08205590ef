"""Adds a block's input where it has the block's width.

Why: residual connections help deep networks.
Fails: makes a block for each width in `layers`, however many
Says: what is different with
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
        v = torch.cat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], dim=1)
        for i in range(0, len(self.layers) - 1, 3):
            h = self.layers[i : i + 3](v)
            v = h + v if h.shape == v.shape else h
        return self.layers[-1](v).squeeze(1)

    def forward(self, x):
        return sigmoid_range(self.scores(x), *self.y_range)
