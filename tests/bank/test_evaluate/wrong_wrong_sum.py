"""Has worked out the wrong number.

Why: squared 3 to 6.
Fails: lets every right candidate through
Says: pencil and paper
"""


def test_evaluate(candidate):
    batches = [(torch.tensor([[0, 5], [0, 1]]), torch.tensor([2.0, 1.0]))]
    assert abs(candidate(Spy(), batches) - 3) < 1e-4
