"""Returns the rows upright.

Why: matrices of vectors have columns in mathematics.
Fails: looks up one row for each index
Says: stand upright
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return self.weight[indices].T
