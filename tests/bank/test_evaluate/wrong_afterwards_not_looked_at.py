"""Looks at the mode during the call and not afterwards.

Why: what counts is how it was measured.
Fails: catches one that leaves the model in evaluation mode
Says: look at afterwards
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    spy = Spy().eval()
    assert abs(candidate(spy, batches) - 3.25) < 1e-5
    assert not spy.training
    spy = Spy().train()
    candidate(spy, batches)
    assert not any(spy.training_then + spy.gradients_then)
    assert spy.weight.item() == 1
