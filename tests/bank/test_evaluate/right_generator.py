"""Batches from a generator, drawn at random; expected by one sum over all.

Why: the docstring says "an iterable".
"""


def test_evaluate(candidate):
    torch.manual_seed(3)
    x = torch.randint(0, 9, (10, 2))
    y = 5 * torch.rand(10)
    before = y.clone()
    for training in (True, False):
        spy = Spy().train(training)
        loss = candidate(spy, zip(x.split(4), y.split(4)))
        assert isinstance(loss, float)
        assert (
            loss == nn.functional.mse_loss(x[:, 1].float(), y).item()
            or abs(loss - ((x[:, 1] - y) ** 2).mean().item()) < 1e-3
        )
        assert spy.training_then and not max(spy.training_then)
        assert not max(spy.gradients_then)
        assert (spy.training, spy.weight.item()) == (training, 1.0)
    assert torch.equal(y, before)
