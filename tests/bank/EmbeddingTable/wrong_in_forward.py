"""Creates the table in forward.

Why: it is needed there.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: assigned in `__init__`
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.n, self.dim = n, dim

    def forward(self, indices):
        self.weight = create_params([self.n, self.dim])
        return self.weight[indices]
