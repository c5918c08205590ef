"""Blocks in a ModuleDict by width.

Why: the width was at hand for a name.
Fails: makes a block for each width in `layers`, however many
Says: same width|equally wide
"""


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        self.blocks, n_in = nn.ModuleDict(), user_sz[1] + item_sz[1]
        for n_out in layers:
            self.blocks[str(n_out)] = nn.Sequential(nn.Linear(n_in, n_out), nn.ReLU(), nn.BatchNorm1d(n_out))
            n_in = n_out
        self.head = nn.Linear(n_in, 1)

    def forward(self, x):
        h = torch.cat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], dim=1)
        for block in self.blocks.values():
            h = block(h)
        return sigmoid_range(self.head(h), *self.y_range).squeeze(1)
