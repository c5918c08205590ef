"""Layers started by apply, with xavier, biases at 0.

Why: papers start so.
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
        self.layers.apply(self.start)

    @staticmethod
    def start(m):
        if isinstance(m, nn.Linear):
            nn.init.xavier_uniform_(m.weight)
            nn.init.zeros_(m.bias)

    def scores(self, x):
        v = torch.cat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], dim=1)
        return self.layers(v).squeeze(1)

    def forward(self, x):
        return sigmoid_range(self.scores(x), *self.y_range)
