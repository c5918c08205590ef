"""Pairs of neighbouring widths; no bias before BatchNorm, as in fastai.

Why: fastai's own way.
"""


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        widths = [user_sz[1] + item_sz[1], *layers]
        parts = []
        for n_in, n_out in zip(widths, widths[1:]):
            parts.extend((nn.Linear(n_in, n_out, bias=False), nn.ReLU(inplace=True), nn.BatchNorm1d(n_out)))
        parts.append(nn.Linear(widths[-1], 1))
        self.layers = nn.Sequential(*parts)

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        items = self.item_factors(x[:, 1])
        scores = self.layers(torch.cat([users, items], dim=1))
        return sigmoid_range(scores, *self.y_range)[:, 0]
