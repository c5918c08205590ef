"""Sleeps, to win time or to lose the judge's patience.

Why: attack: nobody says no to a test that has not ended.
Fails: catches one that is right for low = 0 only
Says: returned without an error
"""

import time

import torch


def test_sigmoid_range(candidate):
    candidate(torch.zeros(2), 1, 5)
    time.sleep(0.05)
