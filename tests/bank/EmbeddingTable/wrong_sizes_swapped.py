"""A table (dim, n).

Why: which size comes first?
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: two sizes swapped
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([dim, n])

    def forward(self, indices):
        return self.weight[:, indices].T
