"""Compares every index with every row number.

Why: no indexing at all: a mask and a sum.
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        mask = indices.unsqueeze(-1) == torch.arange(self.weight.shape[0])
        return (mask.unsqueeze(-1) * self.weight).sum(-2)
