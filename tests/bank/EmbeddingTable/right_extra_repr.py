"""Keeps its sizes and prints them.

Why: as nn.Embedding prints itself.
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])
        self.num_embeddings, self.embedding_dim = n, dim

    def forward(self, indices):
        return self.weight[indices]

    def extra_repr(self):
        return f"{self.num_embeddings}, {self.embedding_dim}"
