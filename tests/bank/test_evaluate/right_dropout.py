"""A model with dropout, whose training mode gives other numbers.

Why: evaluation mode is for models like this one.
"""


def test_evaluate(candidate):
    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(1, 1, bias=False)
            self.drop = nn.Dropout(0.9999)
            self.graph = False
            nn.init.constant_(self.layer.weight, 2.0)

        def forward(self, x):
            out = self.drop(self.layer(x[:, 1:].float())).squeeze(1)
            self.graph = self.graph or out.requires_grad
            return out

    x = torch.tensor([[0, 1], [0, 2], [0, 3], [0, 4], [0, 5]])
    y = torch.tensor([2.0, 4.0, 6.0, 8.0, 13.0])
    for mode in (True, False):
        model = Model()
        model.train(mode)
        loss = candidate(model, [(x[:3], y[:3]), (x[3:4], y[3:4] + 2), (x[4:], y[4:])])
        torch.testing.assert_close(torch.tensor(loss), torch.tensor(13 / 5), rtol=1e-4, atol=1e-4)
        assert model.training == mode
        assert model.drop.training == mode
        assert not model.graph
        assert model.layer.weight.item() == 2
        assert model.layer.weight.requires_grad
