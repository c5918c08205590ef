"""A test that asks its candidate again and again, and never ends.

Cell: test_evaluate
Status: timeout
"""


def test_evaluate(candidate):
    while True:
        try:
            candidate(Spy(), [(torch.tensor([[0, 1]]), torch.tensor([3.0]))])
        except Exception:
            pass
