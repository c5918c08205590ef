"""Leaves the width to be worked out, which needs at least one number.

Why: -1 saves the thought of which size it is.
Fails: accepts indices of any shape, and adds one dimension
Says: cannot be worked out
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        rows = self.weight[indices.flatten()]
        return rows.reshape(*indices.shape, -1) if indices.dim() != 1 else rows
