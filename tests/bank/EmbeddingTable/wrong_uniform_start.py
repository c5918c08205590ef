"""Starts from uniform numbers.

Why: rand.
Fails: starts as create_params does
Says: uniform
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(n, dim) * 0.01)

    def forward(self, indices):
        return self.weight[indices]
