"""Returns the whole table.

Why: the indices were forgotten.
Fails: looks up one row for each index
Says: whole table
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return self.weight
