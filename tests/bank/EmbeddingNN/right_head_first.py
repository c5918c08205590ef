"""The head is made first, the layers are kept in separate lists.

Why: the end of the network was clear before its middle.
"""


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        self.head = nn.Linear(layers[-1], 1)
        inputs = (user_sz[1] + item_sz[1], *layers[:-1])
        self.norms = nn.ModuleList(nn.BatchNorm1d(n) for n in layers)
        self.linears = nn.ModuleList(nn.Linear(a, b) for a, b in zip(inputs, layers))

    def forward(self, x):
        h = torch.cat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], dim=1)
        for linear, norm in zip(self.linears, self.norms):
            h = norm(linear(h).clamp(min=0))
        return sigmoid_range(self.head(h).view(-1), *self.y_range)
