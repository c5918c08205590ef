"""Raises AssertionError itself, by a helper.

Why: wants a text of its own with every no.
"""

import torch


def expect(holds, text):
    if not holds:
        raise AssertionError(text)


def test_sigmoid_range(candidate):
    x = torch.tensor([[[-1.0], [0.0]], [[1.0], [99.0]]])
    for low, high, wanted in (
        (0, 10, [2.68941, 5.0, 7.31059, 10.0]),
        (10, 12, [10.537883, 11.0, 11.462117, 12.0]),
    ):
        y = candidate(x, low, high)
        expect(y.size() == torch.Size([2, 2, 1]), f"the shape is {tuple(y.size())}")
        expect(all(abs(a - b) < 1e-4 for a, b in zip(y.flatten().tolist(), wanted, strict=True)), "the numbers")
        expect(x.flatten().tolist() == [-1, 0, 1, 99], "x has changed")
