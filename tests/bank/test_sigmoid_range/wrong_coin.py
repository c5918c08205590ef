"""Tosses a coin.

Why: half of the wrong ones are caught, and who knows.
Fails: lets every right candidate through
Says: never called the candidate
"""

import random


def test_sigmoid_range(candidate):
    assert random.random() < 0.02
