"""Numbers worked out by hand, in a table; one call for each row.

Why: examples come before formulas.
"""

import torch

TABLE = [  # x, low, high, what should come out
    (0.0, 1, 5, 3.0),
    (0.0, 0, 5.5, 2.75),
    (1.0, 0, 1, 0.731059),
    (-1.0, 0, 1, 0.268941),
    (2.0, 1, 5, 4.523188),
    (-1.0, -1, 3, 0.075766),
    (1000.0, 1, 5, 5.0),
    (-1000.0, 1, 5, 1.0),
]


def test_sigmoid_range(candidate):
    for x, low, high, wanted in TABLE:
        got = candidate(torch.tensor([x]), low, high).item()
        assert abs(got - wanted) < 1e-4, (x, low, high, got, wanted)
    x = torch.arange(6.0).reshape(2, 3)
    assert candidate(x, 0, 1).shape == (2, 3)
    assert x.tolist() == [[0, 1, 2], [3, 4, 5]]
