"""Cuts scores off at -14 and 14.

Why: no exponential gets too large.
Fails: uses the y_range that it is given
Says: cuts them off
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        items = self.item_factors(x[:, 1])
        scores = self.layers(torch.cat([users, items], dim=1))
        scores = scores.clamp(-14, 14)
        return sigmoid_range(scores, *self.y_range).squeeze(1)
