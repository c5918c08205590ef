"""Keeps the biases of the factor model.

Why: they helped before.
Fails: has two tables and, in `layers`, two linear layers of the right sizes
Says: what is `user_bias` for
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        self.y_range = y_range
        self.user_bias = create_params([user_sz[0]])
        self.item_bias = create_params([item_sz[0]])

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        items = self.item_factors(x[:, 1])
        scores = self.layers(torch.cat([users, items], dim=1))
        scores = scores + (self.user_bias[x[:, 0]] + self.item_bias[x[:, 1]])[:, None]
        return sigmoid_range(scores, *self.y_range).squeeze(1)
