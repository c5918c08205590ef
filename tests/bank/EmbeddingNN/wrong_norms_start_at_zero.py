"""Starts every BatchNorm with a weight of 0.

Why: residual networks do so in each block's last norm.
Fails: in training mode, lets gradients reach every table and layer
Says: multiplies by 0
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
        for module in self.layers:
            if isinstance(module, nn.BatchNorm1d):
                nn.init.zeros_(module.weight)

    def forward(self, x):
        users, items = self.user_factors(x[:, 0]), self.item_factors(x[:, 1])
        return sigmoid_range(self.layers(torch.cat([users, items], dim=1)), *self.y_range)[:, 0]
