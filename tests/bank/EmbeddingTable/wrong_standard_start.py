"""Starts from randn.

Why: nn.Embedding does.
Fails: starts as create_params does
Says: what makes them small
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n, dim))

    def forward(self, indices):
        return self.weight[indices]
