"""The model is in evaluation mode from the start.

Why: it is to be evaluated.
Fails: catches one that predicts in training mode
Says: In which mode was your model
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    spy = Spy().train()
    candidate(spy, batches)
    assert spy.training
    spy = Spy().eval()
    assert abs(candidate(spy, batches) - 3.25) < 1e-5
    assert not any(spy.gradients_then)
    assert not spy.training
    assert spy.weight.item() == 1
