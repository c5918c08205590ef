"""F.embedding.

Why: nn.Embedding does the same inside.
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return nn.functional.embedding(indices, self.weight)
