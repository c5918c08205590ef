"""Adds a bias.

Why: nn.Linear has one.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: is all that a look-up needs
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])
        self.bias = create_params([dim])

    def forward(self, indices):
        return self.weight[indices] + self.bias
