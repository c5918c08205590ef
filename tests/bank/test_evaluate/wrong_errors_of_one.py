"""Errors of 0, 1 and nothing else.

Why: easy to work out.
Fails: catches one that measures another error
Says: For which errors
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([2.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([6.0])),
        (torch.tensor([[0, 5]]), torch.tensor([5.0])),
    ]
    for training in (True, False):
        spy = Spy().train(training)
        assert abs(candidate(spy, batches) - 2 / 5) < 1e-5
        assert not any(spy.training_then + spy.gradients_then)
        assert spy.training == training
        assert spy.weight.item() == 1
