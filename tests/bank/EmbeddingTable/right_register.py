"""register_parameter.

Why: the explicit way of the documentation.
"""


class EmbeddingTable(torch.nn.Module):
    def __init__(self, n, dim):
        super(EmbeddingTable, self).__init__()
        self.register_parameter("weight", create_params(size=(n, dim)))

    def __call__(self, indices):
        return super().__call__(indices)

    def forward(self, indices):
        flat = torch.index_select(self.get_parameter("weight"), 0, indices.reshape(-1))
        return flat.unflatten(0, indices.shape) if indices.dim() else flat[0]
