"""Looks for the right formula in the candidate's source.

Why: attack: what is right stands in the text.
Fails: lets every right candidate through
Says: never called the candidate
"""

import inspect


def test_sigmoid_range(candidate):
    assert "high - low" in inspect.getsource(candidate)
