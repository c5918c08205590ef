"""Looks at the last prediction's mode only.

Why: what was in the end must have been before.
Fails: catches one that predicts in training mode
Says: the first time and later
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    for training in (True, False):
        spy = Spy().train(training)
        loss = candidate(spy, batches)
        assert abs(loss - 3.25) < 1e-5
        assert not spy.training_then[-1]
        assert not spy.gradients_then[-1]
        assert spy.training == training
        assert spy.weight.item() == 1
