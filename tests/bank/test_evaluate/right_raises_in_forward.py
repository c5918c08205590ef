"""A model that protests by itself.

Why: whoever predicts in the wrong mode is told at once.
"""


class Strict(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(1.5))

    def forward(self, x):
        if self.training:
            raise RuntimeError("in training mode")
        if torch.is_grad_enabled():
            raise RuntimeError("with gradients on")
        return self.scale * x[:, 0]


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[2, 0]]), torch.tensor([3.5])),
        (torch.tensor([[4, 0], [6, 0]]), torch.tensor([6.0, 10.5])),
    ]
    model = Strict()
    for mode in (True, False):
        model.train(mode)
        assert abs(candidate(model, batches) - (0.25 + 0 + 2.25) / 3) < 1e-5
        assert model.training is mode
        assert model.scale.item() == 1.5
