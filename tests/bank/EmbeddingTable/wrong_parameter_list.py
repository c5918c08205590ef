"""A ParameterList of rows.

Why: so that every row is registered.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: is a ParameterList
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = nn.ParameterList([create_params([dim]) for _ in range(n)])

    def forward(self, indices):
        return torch.stack([self.weight[i] for i in indices])
