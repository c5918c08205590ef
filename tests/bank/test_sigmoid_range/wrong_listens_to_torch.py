"""Patches torch's sigmoid to see whether it is called.

Why: attack: a right one calls it.
Fails: lets every right candidate through
Says: its? last call|Its last call
"""

import torch


def test_sigmoid_range(candidate):
    called, before = [], torch.sigmoid
    torch.sigmoid = lambda *a: called.append(a) or before(*a)
    try:
        candidate(torch.tensor([1.0, -2.0]), 1, 5)
    finally:
        torch.sigmoid = before
    assert called
