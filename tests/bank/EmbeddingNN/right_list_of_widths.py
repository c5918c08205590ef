"""A list of widths, nn.Sequential for each block, einops-like einsum at the end.

Why: fastai hands over a list.
"""


def block(n_in, n_out):
    return nn.Sequential(nn.Linear(n_in, n_out, bias=False), nn.ReLU(True), nn.BatchNorm1d(n_out))


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=[100, 50], y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        widths = [user_sz[1] + item_sz[1]] + list(layers)
        self.blocks = nn.Sequential(*[block(a, b) for a, b in zip(widths[:-1], widths[1:])])
        self.head = nn.Linear(widths[-1], 1)

    def forward(self, x):
        h = self.blocks(torch.cat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], dim=1))
        score = torch.einsum("bn,n->b", h, self.head.weight[0]) + self.head.bias
        return sigmoid_range(score, *self.y_range)
