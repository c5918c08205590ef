"""Looks at the type only.

Why: a float is what is promised.
Fails: catches one that is right for batches of one size only
Says: got through
"""


def test_evaluate(candidate):
    spy = Spy()
    assert isinstance(candidate(spy, [(torch.tensor([[0, 1]]), torch.tensor([3.0]))]), float)
    assert spy.training
