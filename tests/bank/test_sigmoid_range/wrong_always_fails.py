"""Fails whatever it is given.

Why: a test that is never green cannot be wrong, some think.
Fails: lets every right candidate through
Says: never called the candidate
"""


def test_sigmoid_range(candidate):
    raise AssertionError("no candidate is good enough")
