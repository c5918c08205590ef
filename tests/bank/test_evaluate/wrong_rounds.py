"""Compares the rounded loss.

Why: floats are never equal.
Fails: catches one that measures another error
Says: how close
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    for training in (True, False):
        spy = Spy().train(training)
        loss = candidate(spy, batches)
        assert round(loss) == 3
        assert not any(spy.training_then)
        assert not any(spy.gradients_then)
        assert spy.training == training
        assert spy.weight.item() == 1
