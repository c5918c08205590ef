"""Demands one call for each batch.

Why: that is how its own function does it.
Fails: lets every right candidate through
Says: one call of the model for each batch
"""


def test_evaluate(candidate):
    spy = Spy()
    batches = [
        (torch.tensor([[0, 1], [0, 2]]), torch.tensor([3.0, 2.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    assert abs(candidate(spy, batches) - 13 / 3) < 1e-4
    assert len(spy.training_then) == 2
