"""The command `collab`: what it prints, what it writes, and one sentence where something is wrong."""

import json
from pathlib import Path

import pytest

from collab import cli, course

from .conftest import LESSON, HandIn

SHAPE = {
    "submission": str,
    "lesson": str,
    "score": (int, float),
    "max_score": (int, float),
    "isolation": str,
    "exercises": dict,
}


def test_grade_writes_the_verdict_as_data(hand_in: HandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "verdict.json"
    path = hand_in(evaluate="def evaluate(model, batches):\n    return 0.0")
    assert cli.main(["grade", str(path), "--json", str(out), "--seed", "7"]) == 1
    verdict = json.loads(out.read_text())
    for key, kind in SHAPE.items():
        assert isinstance(verdict[key], kind)
    full = course.lesson(LESSON).points
    lost = course.exercise("evaluate").points
    assert (verdict["lesson"], verdict["max_score"], verdict["seed"]) == (LESSON, full, 7)
    assert verdict["score"] == full - lost
    exercise = verdict["exercises"]["evaluate"]
    assert exercise["status"] == "failed"
    assert exercise["checks"][0]["status"] == "failed"
    assert {c["status"] for c in exercise["checks"][1:]} == {"skipped"}
    printed = capsys.readouterr().out
    assert f"{full - lost:g} of {full:g}" in printed
    assert "expected" in printed


def test_a_folder_gives_a_list_and_right_answers_exit_zero(hand_in: HandIn, tmp_path: Path) -> None:
    hand_in("ada")
    out = tmp_path / "verdicts.json"
    assert cli.main(["grade", str(tmp_path / "submitted"), "--json", str(out)]) == 0
    (verdict,) = json.loads(out.read_text())
    assert verdict["score"] == course.lesson(LESSON).points


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["grade", "nowhere.ipynb"], "There is no notebook at nowhere.ipynb"),
        (["build", "04_dot_product_biass"], "Did you mean '04_dot_product_bias'?"),
        (["class", "04_dot_product_bias", "--class", "nowhere"], "Run `nbgrader autograde"),
    ],
)
def test_what_is_wrong_is_one_sentence(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_a_result_file_that_cannot_be_written_is_said(
    hand_in: HandIn, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert cli.main(["grade", str(hand_in()), "--json", str(blocked / "verdict.json")]) == 2
    assert "verdict.json" in capsys.readouterr().err or blocked.read_text() == ""


def test_an_isolation_that_cannot_be_had_grades_nothing(
    hand_in: HandIn, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLLAB_ISOLATION", "airtight")
    assert cli.main(["grade", str(hand_in())]) == 2
    assert "can be 'sandboxed', 'limited', or not set" in capsys.readouterr().err


# --- finding the course ---


def test_the_course_is_found_from_within_and_named_from_outside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = course.root()
    monkeypatch.chdir(here / "lessons" / LESSON)
    assert course.root() == here
    monkeypatch.chdir(tmp_path)
    assert course.root() == here  # the installed package's own
    monkeypatch.setenv("COLLAB_COURSE", str(here))
    assert course.root() == here
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    with pytest.raises(course.CourseError, match=r"no grader/course\.toml in it"):
        course.root()


def test_points_of_checks_are_round_and_add_up() -> None:
    import sys

    from collab.grading.judge.plugin import shares

    sys.path.insert(0, str(course.root() / "grader"))
    from importlib import import_module

    for lesson in course.lessons().values():
        suite = import_module(f"test_{lesson.id}")
        for cls in vars(suite).values():
            if isinstance(cls, type) and hasattr(cls, "exercise"):
                weights = shares(cls)
                points = [lesson.exercises[cls.exercise].points * w / sum(weights.values()) for w in weights.values()]
                assert all(abs(p * 20 - round(p * 20)) < 1e-9 for p in points), (cls.exercise, points)


def test_ctrl_c_while_a_command_is_still_being_loaded_is_no_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "import_module", interrupted)
    assert cli.main(["grade", "somewhere"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"
