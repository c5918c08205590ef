"""Small changes to the reference answers, by cosmic-ray's operators, through the real path: the graders reject them.

An eighth of them, always the same; COLLAB_TEST_ALL=1 takes all."""

from __future__ import annotations

import os

import mutants

EVERY = 1 if os.environ.get("COLLAB_TEST_ALL") else 8


def test_mutants_are_rejected_or_listed_with_a_reason() -> None:
    examined = mutants.examine(every=EVERY)
    assert len(examined) >= 1000 // EVERY
    # Most changes of the examples in a test give another test that is as right: those are all listed, and not counted here.
    counted = [finding for answer, finding in examined if not answer.exercise.startswith("test_")]
    assert sum(not finding.accepted for finding in counted) / len(counted) >= 0.95
    survivors = {(a.exercise, a.what) for a, finding in examined if finding.accepted}
    asked = {(a.exercise, a.what) for a, _ in examined}
    known = {(name, change) for name, changes in mutants.known_survivors().items() for change in changes}
    assert survivors == known & asked
    assert EVERY > 1 or known <= asked  # what no longer is a mutant has no line
    assert all(len(reason) > 40 for changes in mutants.known_survivors().values() for reason in changes.values())


def test_a_mutant_is_a_change_of_the_code_alone() -> None:
    source = 'def f(x):\n    """Add 1."""\n    return x + 1\n'
    changed = list(mutants.mutants("encode", source))
    assert len({m.code for m in changed}) == len(changed) >= 5
    assert all('"""Add 1."""' in m.code for m in changed)
    assert "return x + 1 -> return x - 1" in {m.what for m in changed}
