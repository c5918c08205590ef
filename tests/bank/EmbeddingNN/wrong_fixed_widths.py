"""100 and 50 written out.

Why: these are the numbers in the text.
Fails: has a Linear and a BatchNorm1d for each block, and a Linear for the head
Says: always 100 and 50
"""


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        self.layers = nn.Sequential(
            nn.Linear(user_sz[1] + item_sz[1], 100),
            nn.ReLU(),
            nn.BatchNorm1d(100),
            nn.Linear(100, 50),
            nn.ReLU(),
            nn.BatchNorm1d(50),
            nn.Linear(50, 1),
        )

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        items = self.item_factors(x[:, 1])
        scores = self.layers(torch.cat([users, items], dim=1))
        return sigmoid_range(scores, *self.y_range).squeeze(1)
