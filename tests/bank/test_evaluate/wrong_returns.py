"""Returns the truth in place of raising.

Why: functions return.
Fails: catches one that is right for batches of one size only
Says: returned (True|False) and raised nothing
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    return abs(candidate(Spy(), batches) - 3.25) < 1e-5
