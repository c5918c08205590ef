"""A real linear model, with weights that are compared as a whole.

Why: no spy was needed but for the gradients: the output tells.
"""


def test_evaluate(candidate):
    seen = []
    model = nn.Sequential(nn.Linear(2, 1), nn.Flatten(0))
    model.register_forward_hook(lambda module, args, out: seen.append((module.training, out.requires_grad)))
    x, y = torch.randn(7, 2), torch.randn(7)
    wanted = ((model(x) - y) ** 2).mean().item()
    for mode in (False, True):
        seen.clear()
        model.train(mode)
        weights = [p.clone() for p in model.parameters()]
        result = candidate(model, list(zip(x.split(3), y.split(3), strict=True)))
        assert abs(result - wanted) < 1e-4 * max(1, wanted)
        assert set(seen) == {(False, False)}
        assert all(torch.equal(p, w) for p, w in zip(model.parameters(), weights, strict=True))
        assert model.training == mode
