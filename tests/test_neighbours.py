"""An answer written in other words gets the verdict of the answer: a sample of the bank's neighbours, the same on every day
(COLLAB_DRAW=WORD draws another, COLLAB_TEST_ALL=1 takes a tenth of all)."""

from __future__ import annotations

import ast
import os

import neighbours

from collab.staff import truth

DRAW = os.environ.get("COLLAB_DRAW", "first")
SAMPLE = 600 if os.environ.get("COLLAB_TEST_ALL") else 60
SOURCE = '''
def f(x, y):
    """Doc."""
    a = 1.5
    b = 2.5
    return x * a + y * b  # sum
'''


def rewritten(kind: str) -> str:
    tree = neighbours.REWRITINGS[kind](ast.parse(SOURCE), "f")
    assert tree is not None
    return ast.unparse(ast.fix_missing_locations(tree))


def test_each_rewriting_does_what_it_says_and_changes_no_result() -> None:
    for kind in neighbours.REWRITINGS:
        space: dict = {}
        exec(rewritten(kind), space)
        assert space["f"](2, 4) == 13.0, kind
    assert "a_of_mine" in rewritten("renamed")
    assert rewritten("reordered").index("b = 2.5") < rewritten("reordered").index("a = 1.5")
    assert "return f_helper(x, y)" in rewritten("wrapped")
    assert "x: 'Any'" in rewritten("typed")
    assert "#" not in rewritten("bare")


def test_a_rewriting_that_could_change_something_is_left_out() -> None:
    calls = ast.parse("def f(x):\n    a = g(x)\n    b = h(x)\n    return a + b")
    assert neighbours.reordered(calls, "f") is None
    depends = ast.parse("def f(x):\n    a = x + 1\n    b = a + 1\n    return b")
    assert neighbours.reordered(depends, "f") is None
    assert neighbours.wrapped(ast.parse("def f(n):\n    return n and f(n - 1)"), "f") is None


def test_a_sample_of_neighbours_gets_the_verdict_of_what_it_comes_from() -> None:
    found = [n for n in neighbours.neighbours(truth.bank(), word=DRAW) if not n.name.endswith("(changed)")]
    step = max(1, len(found) // SAMPLE)
    chosen = found[::step]
    assert len(chosen) >= SAMPLE
    off = [f for f in truth.examine_all(chosen, workers=2) if f.right != f.accepted]
    assert not off, [(f.exercise, f.name, f.seed, f.check, f.message) for f in off]
