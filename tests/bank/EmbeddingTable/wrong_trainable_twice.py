"""A second parameter under another name.

Why: the table was to be called both ways.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: What is `scale` for
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])
        self.scale = nn.Parameter(torch.ones(dim))

    def forward(self, indices):
        return self.weight[indices] * self.scale
