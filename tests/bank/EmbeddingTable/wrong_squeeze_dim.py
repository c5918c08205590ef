"""squeeze of the last dimension.

Why: biases are tables of width 1, and a vector is handier.
Fails: accepts indices of any shape, and adds one dimension
Says: dimension of size 1
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return self.weight[indices].squeeze(-1)
