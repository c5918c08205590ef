"""Blocks by recursion.

Why: the rest of a network is a network.
"""


def chain(n_in, widths):
    if not widths:
        return nn.Linear(n_in, 1)
    first = nn.Sequential(nn.Linear(n_in, widths[0]), nn.ReLU(), nn.BatchNorm1d(widths[0]))
    return nn.Sequential(first, chain(widths[0], widths[1:]))


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        self.layers = chain(user_sz[1] + item_sz[1], list(layers))

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        items = self.item_factors(x[:, 1])
        scores = self.layers(torch.concat((users, items), 1))
        return sigmoid_range(scores, *self.y_range).squeeze(1)
