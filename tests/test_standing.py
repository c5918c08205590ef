"""A student's progress: noted by each check, shown in a terminal and in a notebook, never in the way."""

from pathlib import Path

import pytest

from collab import cli, course
from collab.grading.verdict import CheckResult, ExerciseResult
from collab.student import progress as standing


@pytest.fixture(autouse=True)
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / standing.NAME
    monkeypatch.setenv(standing.VARIABLE, str(path))
    return path


def result(name: str, *statuses: str) -> ExerciseResult:
    points = course.exercise(name).points
    return ExerciseResult(
        name, points, [CheckResult("c", points / len(statuses), s) for s in statuses], expected=len(statuses)
    )


def test_nothing_checked_yet_is_nothing_done() -> None:
    progress = standing.progress()
    assert {r.status for r in progress.rows} == {"not_attempted"}
    assert progress.next == progress.rows[0]
    assert [r.exercise for r in progress.rows] == [e for x in course.lessons().values() for e in x.exercises]


def test_done_next_and_points(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = [r.exercise for r in standing.progress().rows][:2]
    standing.note(result(first, "failed"))
    standing.note(result(first, "passed", "passed"))
    standing.note(result(second, "passed", "failed"))
    progress = standing.progress()
    assert [r.status for r in progress.rows[:2]] == ["passed", "partial"]
    assert progress.next is not None
    assert progress.next.exercise == second
    points = course.exercise(first).points + course.exercise(second).points / 2
    assert f"1 of {len(progress.rows)} exercises, {points:g} of" in progress.summary
    assert cli.main(["progress"]) == 0
    assert f"[✓] {first}" in capsys.readouterr().out
    assert "partly right" in progress._repr_html_()


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"x": 3}', '{"DotProductBias": {"score": "many"}}', "\x00"])
def test_a_broken_note_is_an_empty_one(own_file: Path, content: str) -> None:
    own_file.write_text(content)
    assert {r.status for r in standing.progress().rows} == {"not_attempted"}
    standing.note(result("DotProductBias", "passed"))
    assert [r.exercise for r in standing.progress().rows if r.status == "passed"] == ["DotProductBias"]


def test_a_folder_that_cannot_be_written_does_not_stop_a_check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    monkeypatch.setenv(standing.VARIABLE, str(blocked / standing.NAME))
    standing.note(result("DotProductBias", "passed"))
    assert {r.status for r in standing.progress().rows} == {"not_attempted"}
