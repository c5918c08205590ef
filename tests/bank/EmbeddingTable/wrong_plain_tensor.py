"""Keeps a plain tensor.

Why: .data "gets rid of the Parameter around it".
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: plain tensor
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim]).data

    def forward(self, indices):
        return self.weight[indices]
