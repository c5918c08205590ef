"""Asserts nothing.

Why: it is green.
Fails: catches one that is right for low = 0 only
Says: never called `candidate`
"""


def test_sigmoid_range(candidate):
    pass
