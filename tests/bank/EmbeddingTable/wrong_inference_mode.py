"""Made under inference_mode.

Why: drawing numbers needs no gradients.
Fails: looks up one row for each index
Says: can never be trained
"""


class EmbeddingTable(nn.Module):
    @torch.inference_mode()
    def __init__(self, n, dim):
        super().__init__()
        self.weight = create_params([n, dim])

    def forward(self, indices):
        return self.weight[indices]
