"""An answer written in other words gets the verdict of the answer: a sample of the bank's neighbours, the same on every day
(COLLAB_DRAW=WORD draws another, COLLAB_TEST_ALL=1 takes a tenth of all)."""

from __future__ import annotations

import ast
import os
import random

import neighbours
import rewritings
import torch

from collab.staff import truth

DRAW = os.environ.get("COLLAB_DRAW", "first")
ALL = bool(os.environ.get("COLLAB_TEST_ALL"))
SAMPLE = 600 if ALL else 28
SOURCE = '''
def f(x, y):
    """Doc."""
    a = 1.5
    b = 2.5
    return x * a + y * b  # sum
'''


TENSOR = """
def one_hot(index, n):
    if n == 1:
        return torch.ones(1)
    return torch.arange(n).eq(index).float()
"""
CLASS = """
class f(object):
    def __init__(self, x=2):
        super().__init__()
        self.x = x

    def __call__(self, x, y):
        return 1.5 * x + 2.5 * y + 0 * self.x
"""


def rewritten(kind: str, source: str = SOURCE, exercise: str = "f") -> str:
    tree = rewritings.REWRITINGS[kind](ast.parse(source), exercise)
    assert tree is not None
    return ast.unparse(ast.fix_missing_locations(tree))


def test_each_rewriting_does_what_it_says_and_changes_no_result() -> None:
    for kind in rewritings.REWRITINGS:
        if kind not in rewritings.COPIES:
            space: dict = {}
            exec(rewritten(kind, CLASS if kind == "inherited" else SOURCE), space)
            f = space["f"]() if kind == "inherited" else space["f"]
            assert f(2, 4) == 13.0, kind
    assert "a_of_mine" in rewritten("renamed")
    assert rewritten("reordered").index("b = 2.5") < rewritten("reordered").index("a = 1.5")
    assert "return f_helper(x, y)" in rewritten("wrapped")
    assert "x: 'Any'" in rewritten("typed")
    assert "#" not in rewritten("bare")
    assert "class f(fOfMine)" in rewritten("inherited", CLASS)


def test_another_tensor_has_the_same_values() -> None:
    for kind in rewritings.COPIES:
        space = {"torch": torch}
        exec(rewritten(kind, TENSOR, "one_hot"), space)
        for n in (1, 4):
            out = space["one_hot"](n - 1, n)
            assert out.tolist() == [0.0] * (n - 1) + [1.0], kind
            assert out.dtype == torch.float32
        assert out.is_contiguous() == (kind != "strided")


def test_other_cells_hold_what_one_held() -> None:
    answer = next(a for a in truth.bank("one_hot") if a.right and a.code.startswith("def one_hot"))
    found = {n.name.rpartition("(")[2]: n for n in neighbours.rewritten(answer)}
    moved, apart = found["another cell)"], found["helpers apart)"]
    assert "NotImplementedError" in moved.code
    assert moved.below == answer.code
    assert "def one_hot_helper" in apart.above
    assert "def one_hot_helper" not in apart.code
    cells = truth.notebook_with(apart)["cells"]
    sources = [c["source"] for c in cells]
    assert sources.index(apart.above) + 1 == sources.index(apart.code)


def test_no_copy_undoes_the_mistake_of_giving_out_shared_memory() -> None:
    kinds = {
        answer.name: {n.name.rpartition("(")[2].rstrip(")") for n in neighbours.rewritten(answer)}
        for answer in truth.bank("one_hot")
    }
    for name in ("wrong_shared_memory", "wrong_expanded"):
        assert "typed" in kinds[name]
        assert not kinds[name] & set(rewritings.COPIES)
    assert sum("cloned" in found for name, found in kinds.items() if name.startswith("wrong")) > 10


def test_a_rewriting_that_could_change_something_is_left_out() -> None:
    calls = ast.parse("def f(x):\n    a = g(x)\n    b = h(x)\n    return a + b")
    assert rewritings.reordered(calls, "f") is None
    depends = ast.parse("def f(x):\n    a = x + 1\n    b = a + 1\n    return b")
    assert rewritings.reordered(depends, "f") is None
    assert rewritings.wrapped(ast.parse("def f(n):\n    return n and f(n - 1)"), "f") is None


def test_a_sample_of_neighbours_gets_the_verdict_of_what_it_comes_from() -> None:
    kinds: dict[str, list[truth.Answer]] = {}
    draw = random.Random(DRAW)
    bank, all_kinds = truth.bank(), len(rewritings.REWRITINGS) + 2
    for number, answer in enumerate(draw.sample(bank, len(bank))):
        if not ALL and number > len(bank) // 4 and len(kinds) == all_kinds:
            break
        for neighbour in neighbours.rewritten(answer):  # of small changes, a person tells which are right
            kinds.setdefault(neighbour.name.rpartition("(")[2], []).append(neighbour)
    assert len(kinds) == all_kinds
    chosen = [n for found in kinds.values() for n in draw.sample(found, min(len(found), max(1, SAMPLE // len(kinds))))]
    assert len(chosen) >= SAMPLE // 2
    off = [f for f in truth.examine_all(chosen, workers=2) if f.right != f.accepted]
    assert not off, [(f.exercise, f.name, f.seed, f.check, f.message) for f in off]
