"""Blocks in a ModuleDict by position, typed, one ReLU for all.

Why: a ReLU has nothing of its own, so one is enough.
"""


class EmbeddingNN(nn.Module):
    def __init__(
        self,
        user_sz: tuple[int, int],
        item_sz: tuple[int, int],
        layers: tuple[int, ...] = (100, 50),
        y_range: tuple[float, float] = (0, 5.5),
    ) -> None:
        super(EmbeddingNN, self).__init__()
        self.user_factors, self.item_factors = embedding(*user_sz), embedding(*item_sz)
        self.low, self.high = y_range
        relu, sizes = nn.ReLU(inplace=True), [user_sz[1] + item_sz[1], *layers]
        self.blocks = nn.ModuleDict(
            {
                f"{k}": nn.Sequential(nn.Linear(sizes[k], sizes[k + 1]), relu, nn.BatchNorm1d(sizes[k + 1]))
                for k in range(len(layers))
            }
        )
        self.head = nn.Linear(sizes[-1], 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        h = torch.cat([table(ids) for table, ids in zip((self.user_factors, self.item_factors), x.T)], dim=1)
        for block in self.blocks.values():
            h = block(h)
        return sigmoid_range(self.head(h).ravel(), self.low, self.high)
