"""float16, float32 and float64, with a tolerance for the smallest.

Why: a model may compute in any of them.
"""


def test_sigmoid_range(candidate):
    for dtype in (torch.float16, torch.float32, torch.float64):
        x = torch.tensor([[-100.0, -2.0, 0.3], [0.5, 2.0, 100.0]], dtype=dtype)
        before = x.clone()
        for low, high in [(1.0, 5.0), (-2.0, 5.5)]:
            want = torch.sigmoid(before) * (high - low) + low
            assert torch.allclose(candidate(x, low, high), want, atol=1e-2)
        assert torch.equal(x, before)
