"""A dataclass.

Why: it writes __init__ by itself.
"""

from dataclasses import dataclass


@dataclass(eq=False)
class EmbeddingTable(nn.Module):
    n: int
    dim: int

    def __post_init__(self):
        super().__init__()
        self.weight = create_params((self.n, self.dim))

    def forward(self, indices):
        return self.weight[indices, :]
