"""Rounds in evaluation mode.

Why: quantised for use.
Fails: looks up one row for each index
Says: differently in evaluation mode|does a step round
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        rows = self.weight[indices]
        return rows if self.training else rows.round(decimals=2)
