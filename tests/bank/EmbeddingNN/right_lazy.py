"""Lazy layers, which learn their widths from the first batch.

Why: then no width has to be kept in a variable.
"""


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        self.layers = nn.Sequential()
        for k, width in enumerate(layers):
            self.layers.add_module(f"linear{k}", nn.LazyLinear(width))
            self.layers.add_module(f"relu{k}", nn.ReLU())
            self.layers.add_module(f"norm{k}", nn.LazyBatchNorm1d())
        self.layers.add_module("head", nn.LazyLinear(1))

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        items = self.item_factors(x[:, 1])
        scores = self.layers(torch.cat([users, items], dim=1))
        return sigmoid_range(scores, *self.y_range).squeeze(1)
