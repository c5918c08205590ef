"""Forgets dim.

Why: copied from a bias.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: where does `dim` come in
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n])

    def forward(self, indices):
        return self.weight[indices]
