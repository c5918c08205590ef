"""Expects the mean of the batches' means.

Why: the function would have had this mistake.
Fails: lets every right candidate through
Says: It demands the mean of the batches' means
"""


def test_evaluate(candidate):
    batches = [
        (torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0])),
        (torch.tensor([[0, 5]]), torch.tensor([2.0])),
    ]
    wanted = (4 / 3 + 9) / 2
    assert abs(candidate(Spy(), batches) - wanted) < 1e-4
