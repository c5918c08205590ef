"""from_pretrained, which freezes.

Why: from_pretrained takes a finished table.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: from_pretrained
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = nn.Embedding.from_pretrained(create_params([n, dim])).weight

    def forward(self, indices):
        return self.weight[indices]
