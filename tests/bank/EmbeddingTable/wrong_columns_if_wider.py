"""Looks up columns where dim is larger than n.

Why: a table is thought to be longer than wide, else it was turned round.
Fails: accepts indices of any shape, and adds one dimension
Says: does a size decide
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        rows = self.weight.T if self.weight.shape[1] > self.weight.shape[0] else self.weight
        return rows[indices]
