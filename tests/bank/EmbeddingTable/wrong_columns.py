"""Picks columns.

Why: the colon is on the wrong side.
Fails: looks up one row for each index
Says: pick columns
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return self.weight[:, indices % self.weight.shape[1]]
