"""Makes both tables in a ModuleList and unpacks it.

Why: one line for all tables, however many.
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.tables = nn.ModuleList(embedding(*size) for size in (user_sz, item_sz))
        self.user_factors, self.item_factors = self.tables
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        self.y_range = y_range

    def forward(self, x):
        users, items = self.user_factors(x[:, 0]), self.item_factors(x[:, 1])
        return sigmoid_range(self.layers(torch.cat([users, items], dim=1)), *self.y_range)[:, 0]
