"""The weight of a table from_pretrained.

Why: from_pretrained takes a finished table.
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = nn.Embedding.from_pretrained(create_params([n, dim]).data, freeze=False).weight

    def forward(self, indices):
        return self.weight[indices]
