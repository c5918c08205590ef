"""Subtracts 1.

Why: ids start at 1 in the file.
Fails: looks up one row for each index
Says: the one before
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return self.weight[indices - 1]
