"""A last batch whose loss is the mean already.

Why: numbers that look nice.
Fails: catches one that leaves a batch out
Says: does each of them change the mean
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1]]), torch.tensor([2.0])),
        (torch.tensor([[0, 2], [0, 5], [0, 5]]), torch.tensor([4.0, 5.0, 5.0])),
        (torch.tensor([[0, 1]]), torch.tensor([1.0])),
        (torch.tensor([[0, 2]] * 6), torch.tensor([2.0 + (5 / 5) ** 0.5] * 6)),
    ]
    for training in (True, False):
        spy = Spy().train(training)
        assert abs(candidate(spy, batches) - 1) < 1e-5
        assert not any(spy.training_then + spy.gradients_then)
        assert spy.training == training
        assert spy.weight.item() == 1
