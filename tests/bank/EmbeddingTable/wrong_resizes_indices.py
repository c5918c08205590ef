"""Makes one row of the caller's indices.

Why: `resize_` is quick, as nothing is copied.
Fails: accepts indices of any shape, and adds one dimension
Says: changed `indices` itself: its shape
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        shape = indices.shape
        flat = indices.resize_(indices.numel()) if indices.is_contiguous() else indices.flatten()
        return self.weight[flat].reshape(*shape, self.weight.shape[1])
