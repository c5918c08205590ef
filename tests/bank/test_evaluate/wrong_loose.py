"""A tolerance in which anything fits.

Why: it was too strict before.
Fails: catches one that is right for batches of one size only
Says: returned without an error
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    assert abs(candidate(Spy(), batches) - 3.25) < 20
