"""Small changes to the reference answers, by cosmic-ray's operators, through the real path: the graders reject them."""

from __future__ import annotations

import mutants


def test_mutants_are_rejected_or_listed_with_a_reason() -> None:
    examined = mutants.examine()
    assert len(examined) >= 350
    # Most changes of the examples in a test give another test that is as right: those are all listed, and not counted here.
    counted = [finding for answer, finding in examined if not answer.exercise.startswith("test_")]
    assert sum(not finding.accepted for finding in counted) / len(counted) >= 0.95
    survivors = {(a.exercise, a.what) for a, finding in examined if finding.accepted}
    known = {(name, change) for name, changes in mutants.known_survivors().items() for change in changes}
    assert survivors == known
    assert all(len(reason) > 40 for changes in mutants.known_survivors().values() for reason in changes.values())


def test_a_mutant_is_a_change_of_the_code_alone() -> None:
    source = 'def f(x):\n    """Add 1."""\n    return x + 1\n'
    changed = list(mutants.mutants("encode", source))
    assert len({m.code for m in changed}) == len(changed) >= 5
    assert all('"""Add 1."""' in m.code for m in changed)
    assert "return x + 1 -> return x - 1" in {m.what for m in changed}
