"""Tables of the same sizes share their weight.

Why: weights are kept by size.
Fails: looks up one row for each index
Says: what do the two share
"""

_weights = {}


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = _weights.setdefault((n, dim), create_params([n, dim]))

    def forward(self, indices):
        return self.weight[indices]
