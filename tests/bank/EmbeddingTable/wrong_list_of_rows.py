"""A list of rows.

Why: a table is a list of rows.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: does not look into it
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = [create_params([dim]) for _ in range(n)]

    def forward(self, indices):
        return torch.stack([self.weight[i] for i in indices])
