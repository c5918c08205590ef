"""kaiming_uniform_ as nn.Linear.

Why: the start of a layer was copied.
Fails: starts as create_params does
Says: uniform distribution
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])
        nn.init.kaiming_uniform_(self.weight, a=5**0.5)

    def forward(self, indices):
        return self.weight[indices]
