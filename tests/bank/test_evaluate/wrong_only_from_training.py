"""Only a model that was training.

Why: that is what a new module is.
Fails: catches one that always leaves the model in training mode
Says: Two modes
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    spy = Spy()
    assert abs(candidate(spy, batches) - 3.25) < 1e-5
    assert not any(spy.training_then + spy.gradients_then)
    assert spy.training
    assert spy.weight.item() == 1
