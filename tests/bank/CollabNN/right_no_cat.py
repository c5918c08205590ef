"""Each half of the first weight matrix meets its own vector; nothing is joined.

Why: a weighted sum over both parts is the sum of two weighted sums.
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        self.y_range = y_range

    def forward(self, x):
        hidden, act, score = self.layers
        width = self.user_factors.weight.shape[1]
        users, items = self.user_factors.weight[x[:, 0]], self.item_factors.weight[x[:, 1]]
        h = users @ hidden.weight[:, :width].T + items @ hidden.weight[:, width:].T + hidden.bias
        return sigmoid_range((act(h) * score.weight[0]).sum(dim=1) + score.bias, *self.y_range)
