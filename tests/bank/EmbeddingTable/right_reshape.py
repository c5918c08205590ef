"""Flattens the indices, looks the rows up, and restores the shape.

Why: one list of indices is easier to think of.
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        rows = self.weight.index_select(0, indices.reshape(-1))
        return rows.reshape(*indices.shape, self.weight.shape[1])
