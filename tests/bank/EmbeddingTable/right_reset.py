"""reset_parameters as in torch's own layers.

Why: layers have a reset_parameters.
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.n, self.dim = n, dim
        self.reset_parameters()

    def reset_parameters(self):
        self.weight = create_params([self.n, self.dim])

    def forward(self, indices):
        return (
            self.weight.index_select(0, indices.reshape(-1)).reshape(*indices.shape, -1)
            if indices.numel()
            else self.weight[indices]
        )
