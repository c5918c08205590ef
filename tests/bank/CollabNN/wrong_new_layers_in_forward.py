"""Makes the layers in forward, anew for each batch.

Why: they are used there, so they are made there.
Fails: has two tables and, in `layers`, two linear layers of the right sizes
Says: assigned in `__init__`
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.n_act = n_act
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        items = self.item_factors(x[:, 1])
        rows = torch.cat([users, items], dim=1)
        self.layers = nn.Sequential(nn.Linear(rows.shape[1], self.n_act), nn.ReLU(), nn.Linear(self.n_act, 1))
        scores = self.layers(rows)
        return sigmoid_range(scores, *self.y_range).squeeze(1)
