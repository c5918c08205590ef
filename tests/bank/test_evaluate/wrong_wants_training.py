"""Expects the model in training mode afterwards, however it was found.

Why: after evaluating one goes on training.
Fails: lets every right candidate through
Says: training mode afterwards
"""


def test_evaluate(candidate):
    spy = Spy().eval()
    candidate(spy, [(torch.tensor([[0, 1], [0, 2]]), torch.tensor([3.0, 2.0]))])
    assert spy.training
