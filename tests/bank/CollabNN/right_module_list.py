"""A ModuleList and the ReLU in forward.

Why: functional layers have no state, so they live in forward.
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = embedding(user_sz[0], user_sz[1])
        self.item_factors = embedding(item_sz[0], item_sz[1])
        self.layers = nn.ModuleList([nn.Linear(user_sz[1] + item_sz[1], n_act), nn.Linear(n_act, 1)])
        self.y_range = y_range

    def forward(self, x):
        user, item = x.unbind(dim=1)
        h = torch.concat([self.user_factors(user), self.item_factors(item)], dim=-1)
        h = nn.functional.relu(self.layers[0](h))
        return sigmoid_range(self.layers[1](h).flatten(), *self.y_range)
