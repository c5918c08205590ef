"""A `max_norm` of 6.

Why: rows should not grow too long.
Fails: looks up one row for each index
Says: max_norm
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return nn.functional.embedding(indices, self.weight, max_norm=6.0)
