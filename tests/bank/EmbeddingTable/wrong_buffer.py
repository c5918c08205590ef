"""Registers a buffer.

Why: register_buffer registers, too.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: is a buffer
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.register_buffer("weight", create_params([n, dim]).data)

    def forward(self, indices):
        return self.weight[indices]
