"""Compares with its own `evaluate`.

Why: the right answer is in the notebook already.
Fails: lets every right candidate through
Says: handed, under the name
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    for training in (True, False):
        spy = Spy().train(training)
        assert candidate(spy, batches) == evaluate(Spy(), batches)
        assert not any(spy.training_then)
        assert not any(spy.gradients_then)
        assert spy.training == training
        assert spy.weight.item() == 1
