"""Expects the model in evaluation mode afterwards.

Why: it was evaluated.
Fails: lets every right candidate through
Says: evaluation mode afterwards
"""


def test_evaluate(candidate):
    spy = Spy()
    candidate(spy, [(torch.tensor([[0, 1], [0, 2]]), torch.tensor([3.0, 2.0]))])
    assert not spy.training
