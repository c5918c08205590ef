"""The largest difference, which is none where one number is NaN.

Why: `max` of numbers with a NaN among them is whichever it meets first.
Fails: catches one that is right for small numbers only
Says: returned .*nan
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
        expect(max(abs(a - b) for a, b in zip(y.flatten().tolist(), wanted, strict=True)) < 1e-4, "the numbers")
        expect(x.flatten().tolist() == [-1, 0, 1, 99], "x has changed")
