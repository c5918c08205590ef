"""index_select on flat indices.

Why: index_select wants one dimension.
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        rows = self.weight.index_select(0, indices.reshape(-1))
        return rows.reshape(*indices.shape, self.weight.shape[1])
