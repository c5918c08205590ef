"""torch.embedding, weight first.

Why: the function under F.embedding.
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return torch.embedding(self.weight, indices)
