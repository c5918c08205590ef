"""Forgets super().__init__().

Why: the line was deleted with the blank.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: before Module[\s\S]*sets itself up
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return self.weight[indices]
