"""Kaiming's start for the layers, and add_module.

Why: the ReLU's own recipe for initial weights.
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.layers = nn.Sequential()
        self.layers.add_module("hidden", nn.Linear(user_sz[1] + item_sz[1], n_act))
        self.layers.add_module("relu", nn.ReLU())
        self.layers.add_module("score", nn.Linear(n_act, 1))
        for layer in (self.layers.hidden, self.layers.score):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        items = self.item_factors(x[:, 1])
        scores = self.layers(torch.cat([users, items], dim=1))
        return sigmoid_range(scores, *self.y_range).reshape(len(x))
