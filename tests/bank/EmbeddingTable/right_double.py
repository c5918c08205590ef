"""A table in float64.

Why: more digits cannot hurt.
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = nn.Parameter(create_params([n, dim]).detach().double())

    def forward(self, indices):
        return self.weight[indices]
