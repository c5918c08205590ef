"""Goes through plain numbers where the indices are no vector.

Why: row after row can be put into a list.
Fails: passes gradients on to the rows looked up, added up where a row comes twice
Says: (?s)indices of shape \(2, 3\).*go another way
"""


class EmbeddingTable(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        if indices.dim() == 1:
            return self.weight[indices]
        rows = [self.weight[i].tolist() for i in indices.flatten().tolist()]
        return torch.tensor(rows).reshape(*indices.shape, self.weight.shape[1])
