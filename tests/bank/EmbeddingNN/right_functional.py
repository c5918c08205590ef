"""functional.relu and functional.batch_norm, told which mode it is.

Why: the functional forms show what happens.
"""


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        self.net = nn.ModuleDict()
        n_in = user_sz[1] + item_sz[1]
        for k, n_out in enumerate(layers):
            self.net[f"linear{k}"] = nn.Linear(n_in, n_out)
            self.net[f"norm{k}"] = nn.BatchNorm1d(n_out)
            n_in = n_out
        self.net["head"] = nn.Linear(n_in, 1)
        self.depth = len(layers)

    def forward(self, x):
        F = nn.functional
        h = torch.hstack([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])])
        for k in range(self.depth):
            h = F.relu(self.net[f"linear{k}"](h))
            norm = self.net[f"norm{k}"]
            h = F.batch_norm(h, norm.running_mean, norm.running_var, norm.weight, norm.bias, training=self.training)
        return sigmoid_range(self.net["head"](h), *self.y_range).reshape(-1)
