"""Sparse gradients.

Why: only a few rows change in a batch, and nn.Embedding has a switch for that.
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = nn.Embedding(*user_sz, sparse=True)
        self.item_factors = nn.Embedding(*item_sz, sparse=True)
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        nn.init.normal_(self.user_factors.weight, std=0.01)
        nn.init.normal_(self.item_factors.weight, std=0.01)
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        items = self.item_factors(x[:, 1])
        scores = self.layers(torch.cat([users, items], dim=1))
        return sigmoid_range(scores, *self.y_range).squeeze(1)
