"""Freezes the table.

Why: a table of constants?
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: Is it frozen
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim]).requires_grad_(False)

    def forward(self, indices):
        return self.weight[indices]
