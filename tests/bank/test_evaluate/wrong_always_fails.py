"""Fails whatever it is given.

Why: forgot the line that calls the candidate.
Fails: lets every right candidate through
Says: never called the candidate
"""


def test_evaluate(candidate):
    loss = None
    assert loss is not None
