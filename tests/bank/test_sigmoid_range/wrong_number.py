"""Asks with a plain number.

Why: `torch.sigmoid` looks like `math.exp`.
Fails: lets every right candidate through
Says: It demands that x may be a plain number
"""


def test_sigmoid_range(candidate):
    assert abs(candidate(0.0, 1, 5) - 3) < 1e-6
