"""Calls an nn.Embedding weight.

Why: the name was asked for.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: is an Embedding
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = nn.Embedding(n, dim)

    def forward(self, indices):
        return self.weight(indices)
