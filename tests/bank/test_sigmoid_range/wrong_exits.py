"""Ends the program.

Why: scripts end that way.
Fails: lets every right candidate through
Says: SystemExit
"""

import sys

import torch


def test_sigmoid_range(candidate):
    x = torch.randn(5)
    ok = torch.allclose(candidate(x, 1, 5), torch.sigmoid(x) * 4 + 1)
    sys.exit(0 if ok else 1)
