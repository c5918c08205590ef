"""super.__init__().

Why: the brackets.
Fails: registers one parameter, `weight`, of shape (n, dim)
Says: pairs of parentheses
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super.__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return self.weight[indices]
