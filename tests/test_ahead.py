"""`nbgrader autograde` takes verdicts that workers have made ahead of it; nobody gets other points by that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collab import course
from collab.grading.classroom.ahead import Ahead
from collab.grading.classroom.fingerprint import content
from collab.grading.classroom.worker import shares
from collab.grading.judge.session import blank_verdict
from collab.grading.verdict import CheckResult

from .conftest import LESSON, HandIn
from .instructor import Class

QUICK = "def DotProductBias():\n    pass"  # no training: what is tested is the class
NO_TEST = "def test_evaluate(candidate):\n    pass"
WRONG = "def decay_weights(parameters, lr, wd):\n    pass"
RAISES = "def evaluate(model, batches):\n    import os\n    os._exit(3)"


@pytest.fixture
def klass(tmp_path: Path, answered: dict) -> Class:
    made = Class(tmp_path)
    for student, change in (
        ("ada", {}),
        ("ben", {"decay_weights": WRONG}),
        ("cleo", {"evaluate": RAISES}),
        ("dan", None),
    ):
        notebook = json.loads(json.dumps(answered))
        for cell in notebook["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            cell["source"] = {"DotProductBias": QUICK, "test_evaluate": NO_TEST, **(change or {})}.get(
                name, cell["source"]
            )
        folder = made.folder / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        (folder / f"{LESSON}.ipynb").write_text("{" if change is None else json.dumps(notebook))
    return made


def cards(made: Class) -> dict[str, list[str]]:
    found = {}
    for path in sorted((made.folder / "autograded").glob(f"*/{LESSON}/{LESSON}.ipynb")):
        cells = json.loads(path.read_text())["cells"]
        pages = ["".join(o.get("data", {}).get("text/html", "")) for c in cells for o in c.get("outputs", [])]
        found[path.parent.parent.name] = [page[:60] for page in pages]
    return found


def test_workers_ahead_of_nbgrader_give_the_same_points_and_cards(
    klass: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLLAB_WORKERS", "1")
    alone = klass.nbgrader("autograde", LESSON)
    assert alone.returncode == 0, alone.stderr[-2000:]
    points, pages = klass.points(), cards(klass)
    assert {s: sum(p.values()) for s, p in points.items()} == {"ada": 9, "ben": 7, "cleo": 6, "dan": 0}
    monkeypatch.setenv("COLLAB_WORKERS", "3")
    ahead = klass.nbgrader("autograde", LESSON, "--force")
    assert ahead.returncode == 0, ahead.stderr[-2000:]
    assert "3 workers grade 4 submissions" in ahead.stderr
    assert klass.points() == points
    assert cards(klass) == pages
    again = klass.nbgrader("autograde", LESSON)
    assert again.returncode == 0
    assert "workers grade" not in again.stderr or "grade 0 submissions" in again.stderr


def test_a_verdict_on_other_bytes_is_not_taken(hand_in: HandIn) -> None:
    """What was handed in anew while the run went on is graded as it is now."""
    folder = hand_in("ada", DotProductBias=QUICK).parent
    made = Ahead({folder: "ada"}, LESSON)
    verdict = blank_verdict("ada", course.lesson(LESSON), "limited", 7)
    verdict.exercises["evaluate"].checks.append(CheckResult("one", 1 / 3, "passed"))
    made._made[0] = {"verdict": verdict.as_json(), "shares": shares(verdict)}
    assert made.verdict(folder, "ada", "other bytes") is None
    found = made.verdict(folder, "ada", content(folder))
    assert found is not None
    assert found.as_json() == verdict.as_json()
    assert found.exercises["evaluate"].checks[0].points == 1 / 3, "to the last digit"
