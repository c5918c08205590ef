"""Asks for gradients after the call, not during it.

Why: asks where it stands.
Fails: catches one that predicts with gradients on
Says: torch.is_grad_enabled
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    for training in (True, False):
        spy = Spy().train(training)
        assert abs(candidate(spy, batches) - 3.25) < 1e-5
        assert torch.is_grad_enabled()
        assert not any(spy.training_then)
        assert spy.training == training
        assert spy.weight.item() == 1
