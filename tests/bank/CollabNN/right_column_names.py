"""Unpacks the columns, hstack, and flattens the last dimension.

Why: `u, m = x.T` is short.
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        self.y_range = y_range

    def scores(self, x):
        u, m = x.T
        v = torch.hstack((self.user_factors(u), self.item_factors(m)))
        return self.layers(v).flatten()

    def forward(self, x):
        return sigmoid_range(self.scores(x), *self.y_range)
