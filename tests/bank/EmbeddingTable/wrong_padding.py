"""Row 0 as zeros.

Why: row 0 is the unknown.
Fails: looks up one row for each index
Says: taken for padding
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return self.weight[indices] * (indices > 0).unsqueeze(-1)
