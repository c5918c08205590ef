"""Steps as methods; '#na#' as padding_idx; the range written out.

Why: small methods can be tried one by one.
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors = nn.Embedding(*user_sz, padding_idx=0)
        self.item_factors = nn.Embedding(*item_sz, padding_idx=0)
        n_in = sum(table.embedding_dim for table in (self.user_factors, self.item_factors))
        self.layers = nn.Sequential(nn.Linear(n_in, n_act), nn.Threshold(0.0, 0.0), nn.Linear(n_act, 1))
        self.y_range = y_range

    def forward(self, x):
        return self.squash(self.layers(self.rows(x)))

    def rows(self, x):
        out = torch.empty(len(x), self.layers[0].in_features)
        width = self.user_factors.embedding_dim
        out[:, :width] = self.user_factors(x[:, 0])
        out[:, width:] = self.item_factors(x[:, 1])
        return out

    def squash(self, scores):
        low, high = self.y_range
        return (low + (high - low) * scores.sigmoid())[:, 0]
