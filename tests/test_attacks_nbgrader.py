"""The attack bank through plain `nbgrader autograde`: one class, attackers and right neighbours in turn, nobody stops it.

A seventh of the bank, another on each day; COLLAB_TEST_ALL=1 takes all. The expected verdicts are those of test_attacks.py."""

from __future__ import annotations

import copy
import datetime
import json
import os
import sys
from pathlib import Path

import pytest

from collab import course

from .conftest import LESSON
from .instructor import Class
from .test_attacks import ALL_POINTS, ATTACKS, DETECTIVE, SLOW, Attack, cell_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")

# Short limits, for the nbgrader process: what an attack costs there is mostly waiting for one.
SHORT_LIMITS = """
from collab.grading import box, hosts, student

hosts.MEMORY_LIMIT, hosts.MAX_FILES = 3 * 2**29, 2000
box.CELL_LIMIT = student.CALL_LIMIT = {seconds}
box.ProcessBox.request.__defaults__ = ({seconds}, 0)
"""


def chosen() -> list[Attack]:
    attacks = list(ATTACKS.values())
    if os.environ.get("COLLAB_TEST_ALL"):
        return attacks
    return attacks[datetime.date.today().toordinal() % 7 :: 7]


def test_every_attacker_gets_its_verdict_and_every_neighbour_full_marks(
    tmp_path: Path, answered: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, attacks = Class(tmp_path), chosen()
    assert len(attacks) >= 10
    for attack in attacks:
        attacked, beside = copy.deepcopy(answered), copy.deepcopy(answered)
        attack.into(attacked)
        cell_of(beside, "decay_weights")["source"] = DETECTIVE
        for student, notebook in ((f"{attack.name}-0", attacked), (f"{attack.name}-1-neighbour", beside)):
            path = tmp_path / "submitted" / student / LESSON / f"{LESSON}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(notebook))
    (tmp_path / "limits").mkdir()
    slow = any(a.name.startswith(SLOW) for a in attacks)
    (tmp_path / "limits" / "sitecustomize.py").write_text(SHORT_LIMITS.format(seconds=15.0 if slow else 4.0))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "limits"))
    monkeypatch.setenv("COLLAB_TEST_SECRET", "not for students")
    monkeypatch.setenv("COLLAB_ISOLATION", "sandboxed")  # with less, an attack would be one on this machine

    run = made.nbgrader("autograde", LESSON)
    assert run.returncode == 0, run.stderr[-3000:]

    points, exercises = made.points(), course.lesson(LESSON).exercises
    assert len(points) == 2 * len(attacks)
    got, wanted = {}, {}
    for attack in attacks:
        whole = attack.cell == "first"
        full = exercises[attack.cell].points if attack.status == "passed" else 0
        mine = points[f"{attack.name}-0"]
        got[attack.name] = sum(mine.values()) if whole else mine[attack.cell]
        wanted[attack.name] = full if attack.score is None else attack.score
        got[f"beside {attack.name}"] = sum(points[f"{attack.name}-1-neighbour"].values())
        wanted[f"beside {attack.name}"] = ALL_POINTS
    assert {k: v for k, v in got.items() if v != wanted[k]} == {}
