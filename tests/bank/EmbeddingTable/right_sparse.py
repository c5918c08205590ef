"""F.embedding with sparse gradients, annotated.

Why: large tables are trained like this.
"""


class EmbeddingTable(nn.Module):
    weight: nn.Parameter

    def __init__(self, n: int, dim: int) -> None:
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices: torch.Tensor) -> torch.Tensor:
        return nn.functional.embedding(indices, self.weight, sparse=True)
