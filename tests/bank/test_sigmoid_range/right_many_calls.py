"""Over a thousand calls, each with one number.

Why: the more it asks, the more it sees.
"""


def test_sigmoid_range(candidate):
    for value in range(-100, 101):
        for low, high in [(0, 5.5), (1, 5), (-1, 1), (2, 3), (0, 1)]:
            x = torch.full((1, 2), float(value))
            got = candidate(x, low, high)
            want = torch.sigmoid(torch.full((1, 2), float(value))) * (high - low) + low
            assert torch.allclose(got, want, atol=1e-4)
            assert (x == value).all() and x.shape == got.shape
