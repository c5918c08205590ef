"""Forgets the weights.

Why: evaluation has no optimizer.
Fails: catches one that changes the weights
Says: model's parameters
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    for training in (True, False):
        spy = Spy().train(training)
        assert abs(candidate(spy, batches) - 3.25) < 1e-5
        assert not any(spy.training_then + spy.gradients_then)
        assert spy.training == training
