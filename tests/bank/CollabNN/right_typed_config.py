"""Typed, apply for the start, super with arguments.

Why: a project's style.
"""


def start(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        nn.init.zeros_(module.bias)


class CollabNN(nn.Module):
    def __init__(
        self,
        user_sz: tuple[int, int],
        item_sz: tuple[int, int],
        y_range: tuple[float, float] = (0, 5.5),
        n_act: int = 100,
    ) -> None:
        super(CollabNN, self).__init__()
        (n_users, d_users), (n_items, d_items) = user_sz, item_sz
        self.user_factors: nn.Embedding = embedding(n_users, d_users)
        self.item_factors: nn.Embedding = embedding(n_items, d_items)
        self.layers = nn.Sequential()
        self.layers.append(nn.Linear(in_features=d_users + d_items, out_features=n_act, bias=True))
        self.layers.append(nn.ReLU(inplace=True))
        self.layers.append(nn.Linear(n_act, 1))
        self.layers.apply(start)
        self.y_range = y_range

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        low, high = self.y_range
        z = torch.concat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], -1)
        return sigmoid_range(self.layers(z).view(-1), low=low, high=high)
