"""functional.batch_norm with training=True.

Why: the argument was needed for training, and stayed.
Fails: in evaluation mode, chains Linear, ReLU, BatchNorm with its running statistics
Says: batch's own mean and variance, as in training
"""


class EmbeddingNN(nn.Module):
    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        inputs = (user_sz[1] + item_sz[1], *layers)
        self.linears = nn.ModuleList(nn.Linear(a, b) for a, b in zip(inputs, (*layers, 1)))
        self.norms = nn.ModuleList(nn.BatchNorm1d(n) for n in layers)

    def forward(self, x):
        F = nn.functional
        h = torch.cat([self.user_factors(x[:, 0]), self.item_factors(x[:, 1])], dim=1)
        for linear, norm in zip(self.linears, self.norms):
            h = F.batch_norm(
                F.relu(linear(h)), norm.running_mean, norm.running_var, norm.weight, norm.bias, training=True
            )
        return sigmoid_range(self.linears[-1](h), *self.y_range).squeeze(1)
