"""A tolerance of 0.2.

Why: stars are rounded anyway.
Fails: catches one that is wrong between x = 0 and the ends
Says: Which x between
"""


def test_sigmoid_range(candidate):
    x = torch.tensor([[-100.0, -2.0, 0.0], [0.5, 2.0, 100.0]])
    before = x.clone()
    for low, high in [(1, 5), (-2, 5.5)]:
        out = candidate(x, low, high)
        assert torch.allclose(out, torch.sigmoid(before) * (high - low) + low, atol=0.2)
    assert torch.equal(x, before)
