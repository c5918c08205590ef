"""Gives both linear layers names of their own, then puts them into `layers`.

Why: a layer with a name is easier to look at.
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.first = nn.Linear(user_sz[1] + item_sz[1], n_act)
        self.last = nn.Linear(n_act, 1)
        self.layers = nn.Sequential(self.first, nn.ReLU(), self.last)
        self.y_range = y_range

    def forward(self, x):
        users, items = self.user_factors(x[:, 0]), self.item_factors(x[:, 1])
        return sigmoid_range(self.layers(torch.cat([users, items], dim=1)), *self.y_range)[:, 0]
