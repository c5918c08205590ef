"""Calls it table.

Why: a better name.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: spelt exactly so
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.table = create_params([n, dim])

    def forward(self, indices):
        return self.table[indices]
