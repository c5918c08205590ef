"""Wraps an nn.Embedding.

Why: why write it again?
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: belongs to a module inside
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.table = nn.Embedding(n, dim)
        nn.init.normal_(self.table.weight, std=0.01)

    def forward(self, indices):
        return self.table(indices)
