"""Layers with names, joined by hstack.

Why: named layers read better in a printed model.
"""

from collections import OrderedDict


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors, self.item_factors = nn.Embedding(*user_sz), nn.Embedding(*item_sz)
        for table in (self.user_factors, self.item_factors):
            nn.init.trunc_normal_(table.weight, std=0.01)
        layers = OrderedDict(
            hidden=nn.Linear(user_sz[1] + item_sz[1], n_act), relu=nn.ReLU(inplace=True), score=nn.Linear(n_act, 1)
        )
        self.layers = nn.Sequential(layers)
        self.low, self.high = y_range

    def forward(self, x):
        rows = torch.hstack((self.user_factors(x[:, 0]), self.item_factors(x[:, 1])))
        return sigmoid_range(self.layers(rows)[:, 0], self.low, self.high)
