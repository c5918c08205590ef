"""A row for the unknown.

Why: ids were thought to start at 1.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: One row too many
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n + 1, dim])

    def forward(self, indices):
        return self.weight[indices]
