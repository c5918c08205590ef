"""Items share the users' table where there are more of them.

Why: the larger table was to be made once, and the condition is the wrong way round.
Fails: sends both vectors, side by side, through Linear, ReLU, Linear and the range
Says: does each column go to its own table
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = self.user_factors if item_sz > user_sz else embedding(*item_sz)
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        self.y_range = y_range

    def forward(self, x):
        v = torch.cat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], dim=1)
        return sigmoid_range(self.layers(v), *self.y_range).squeeze(1)
