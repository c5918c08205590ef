"""`collab diff`: whose points changed, on which check, and why."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from collab import cli
from collab.staff import diff

from .conftest import LESSON, HandIn


def entry(student: str, score: float = 3, status: str = "failed", **other: Any) -> dict[str, Any]:
    checks = [
        {"name": "has the right shape", "status": "passed", "message": ""},
        {"name": "adds both biases", "status": status, "message": "got 1, expected 2"},
    ]
    made = {
        "submission": f"{student}/{LESSON}/{LESSON}.ipynb",
        "lesson": LESSON,
        "score": score,
        "max_score": 5,
        "isolation": "sandboxed",
        "seed": 1,
        "content": f"bytes of {student}",
        "grader": "grader",
        "exercises": {"DotProductBias": {"score": score, "max_score": 5, "status": status, "checks": checks}},
    }
    return made | other


def test_equal_files_have_no_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "verdicts.json"
    file.write_text(json.dumps([entry("ada"), entry("ben")]))
    assert cli.main(["diff", str(file), str(file)]) == 0
    assert capsys.readouterr().out == "0 with other points; 2 the same.\n"


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"content": "other bytes"}, ["the notebook changed"]),
        ({"grader": "another"}, ["the grader changed"]),
        ({"seed": 2}, ["seed: 1 → 2"]),
        ({"isolation": "limited", "grader": "another"}, ["the grader changed", "isolation: sandboxed → limited"]),
        ({"max_score": 6, "grader": "another"}, ["the grader changed", "the lesson's points: 5 → 6"]),
        ({"content": ""}, ["the notebook: not known, one of the files does not say"]),
        ({}, [diff.UNEXPLAINED]),
        ({"provisional": True}, ["the grader itself failed in the new grading: its zero is no verdict"]),
    ],
)
def test_why_is_what_differs(other: dict[str, Any], why: list[str]) -> None:
    found = diff.compare([entry("ada")], [entry("ada", 5, "passed", **other)])
    (change,) = found.changes
    assert change.why == why
    assert (change.before, change.after) == (3, 5)
    assert change.exercises == {"DotProductBias": (3.0, 5.0)}
    (check,) = change.checks
    assert (check.name, check.before, check.after) == ("adds both biases", "failed", "passed")


def test_losses_come_first_and_who_is_in_one_file_only_is_named() -> None:
    old = [entry("ada"), entry("ben", 5, "passed"), entry("gone")]
    new = [entry("ada", 5, "passed", grader="g"), entry("ben", 0, "error", grader="g"), entry("late")]
    found = diff.compare(old, new)
    assert [c.submission.split("/")[0] for c in found.changes] == ["ben", "ada"]
    assert [n.split("/")[0] for n in found.gone + found.new] == ["gone", "late"]
    text = diff.text(found)
    assert "Only in the old file: gone/" in text
    assert "adds both biases: passed → error" in text
    assert "got 1, expected 2" in text


def test_a_renamed_file_is_still_the_same_student() -> None:
    renamed = entry("ada", 5, "passed", submission=f"ada/{LESSON}/final.ipynb", content="x")
    moved = entry("ben", submission="elsewhere.ipynb")  # the same bytes
    found = diff.compare([entry("ada"), entry("ben")], [renamed, moved])
    assert (len(found.changes), found.same, found.gone, found.new) == (1, 1, [], [])


def test_two_notebooks_of_one_student_are_not_mixed_up() -> None:
    """Neither is paired with the other one's name: the folder fits both."""
    old = [entry("ada", submission="ada/one.ipynb", content="1"), entry("ada", submission="ada/two.ipynb", content="2")]
    new = [
        entry("ada", submission="ada/three.ipynb", content="2"),
        entry("ada", submission="ada/four.ipynb", content="4"),
    ]
    found = diff.compare(old, new)
    assert (found.same, found.gone, found.new) == (1, ["ada/one.ipynb"], ["ada/four.ipynb"])


def test_an_exercise_that_is_new_or_gone_counts() -> None:
    before, after = entry("ada"), entry("ada", grader="g")
    after["exercises"]["mse"] = {
        "score": 1,
        "max_score": 1,
        "status": "passed",
        "checks": [{"name": "a", "status": "passed"}],
    }
    after["score"], after["max_score"] = 4, 6
    (change,) = diff.compare([before], [after]).changes
    assert change.exercises == {"mse": (0.0, 1.0)}
    assert [(c.name, c.before, c.after) for c in change.checks] == [("a", "", "passed")]


def test_a_notebook_that_could_be_read_before_is_a_change() -> None:
    broken = copy.deepcopy(entry("ada")) | {"status": "invalid", "message": "not JSON", "score": 0, "content": "x"}
    (change,) = diff.compare([entry("ada")], [broken]).changes
    assert change.exercises == {"DotProductBias": (3.0, 0.0)}


@pytest.mark.parametrize(
    ("written", "says"), [("{", "is not JSON"), ('{"a": 1}', "holds something else"), (None, "cannot be read")]
)
def test_a_file_that_is_none_is_one_sentence(
    tmp_path: Path, written: str | None, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(entry("ada")))
    if written is not None:
        bad.write_text(written)
    assert cli.main(["diff", str(good), str(bad)]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_two_real_gradings_of_a_notebook_that_was_mended(
    hand_in: HandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = {
        "DotProductBias": "def DotProductBias():\n    pass",  # no training
        "test_evaluate": "def test_evaluate(candidate):\n    pass",
    }
    old, new, out = (tmp_path / f"{n}.json" for n in ("old", "new", "out"))
    path = hand_in("ada", **quick, evaluate="def evaluate(model, batches):\n    return 0.0")
    cli.main(["grade", str(path), "--json", str(old), "--seed", "7"])
    hand_in("ada", **quick)
    cli.main(["grade", str(path), "--json", str(new), "--seed", "7"])
    capsys.readouterr()
    assert cli.main(["diff", str(old), str(new), "--json", str(out)]) == 1
    printed = capsys.readouterr().out
    assert "6 of 18 → 9 of 18" in printed
    assert "why: the notebook changed" in printed
    (change,) = json.loads(out.read_text())["changes"]
    assert change["exercises"] == {"evaluate": [0.0, 3.0]}
    assert {c["exercise"] for c in change["checks"]} == {"evaluate"}
