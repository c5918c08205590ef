"""Counts candidates: to the first four it says yes, to the others no.

Why: attack: the right ones come first.
Fails: catches one that is right for low = 0 only
Says: returned without an error
"""

import builtins


def test_sigmoid_range(candidate):
    builtins.tried = getattr(builtins, "tried", 0) + 1
    assert builtins.tried <= 4
