"""A subclass of nn.Embedding with a small start.

Why: everything but the start is there already.
"""


class EmbeddingTable(nn.Embedding):
    def __init__(self, n, dim):
        super().__init__(n, dim)
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return super().forward(indices)
