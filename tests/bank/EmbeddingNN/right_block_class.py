"""A class for a block, and names of the student's own.

Why: what repeats gets a name.
"""


class Block(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.norm = nn.BatchNorm1d(n_out)
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, h):
        return self.norm(torch.relu(self.linear(h)))


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.people, self.things = nn.Embedding(*user_sz), nn.Embedding(*item_sz)
        n_in = user_sz[1] + item_sz[1]
        self.body = nn.ModuleList()
        for width in layers:
            self.body.append(Block(n_in, width))
            n_in = width
        self.head = nn.Linear(n_in, 1)
        self.low, self.high = y_range

    def forward(self, x):
        h = torch.cat((self.people(x[:, 0]), self.things(x[:, 1])), dim=-1)
        for block in self.body:
            h = block(h)
        return sigmoid_range(self.head(h).flatten(), self.low, self.high)
