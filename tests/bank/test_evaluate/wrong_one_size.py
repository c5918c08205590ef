"""Two batches of the same size.

Why: a split that comes out even.
Fails: catches one that is right for batches of one size only
Says: of which sizes are your batches
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2]]), torch.tensor([3.0, 2.0])),
        (torch.tensor([[0, 5], [0, 1]]), torch.tensor([2.0, 1.0])),
    ]
    for training in (True, False):
        spy = Spy().train(training)
        assert abs(candidate(spy, batches) - 3.25) < 1e-5
        assert not any(spy.training_then + spy.gradients_then)
        assert spy.training == training
        assert spy.weight.item() == 1
