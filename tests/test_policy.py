"""A bug in a suite is the grader's failure: nobody is graded by it, and the instructor reads where it is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from collab import check, course
from collab.cli import main
from collab.grading.box.kernel import NotebookBox
from collab.grading.grade import check_box, grade_file
from collab.grading.judge.suite import GradingError, check_suite

from .instructor import ROOT, Class

LESSON = "01_embedding_lookup"
RIGHT = "solutions/01_embedding_lookup/01_embedding_lookup.ipynb"
# A line that is put first into the first check of the suite that draws something, and what it raises.
BUGS = {
    "a typo in a name": ("draw_valuse(rng)", "NameError"),
    "a method that is not there": ("rng.integres(3)", "AttributeError"),
    "an index that is not there": ("[][0]", "IndexError"),
    "a bare assert": ("assert student is None", "AssertionError"),
}
FIRST_CHECK = re.compile(
    r'def test_\w+\(self, student: Student, rng: np\.random\.Generator\) -> None:\n +""".*?"""\n', re.DOTALL
)


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of its own to break; the answers in it are right."""
    for name in ("grader", "lessons", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    return tmp_path


def put_in(course_folder: Path, line: str) -> None:
    suite = course_folder / "grader" / f"test_{LESSON}.py"
    text = suite.read_text()
    found = FIRST_CHECK.search(text)
    assert found is not None
    suite.write_text(f"{text[: found.end()]}        {line}\n{text[found.end() :]}")


@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_in_a_suite_is_no_students_failure(copied: Path, bug: str) -> None:
    line, kind = BUGS[bug]
    put_in(copied, line)
    verdict = grade_file(copied / RIGHT)
    assert verdict.provisional
    assert verdict.score == 0
    assert f"{kind}:" in verdict.trouble
    assert f"at test_{LESSON}.py, line " in verdict.trouble
    assert line in verdict.trouble
    data = verdict.as_json()
    assert "no verdict on your work" in data["message"]
    assert "could not be understood" not in json.dumps(data)
    assert {e["score"] for e in data["exercises"].values()} == {0}


def test_pytest_and_the_notebook_say_so_too(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_in(copied, BUGS["a typo in a name"][0])
    command = [sys.executable, "-m", "pytest", "grader/", "--submission", RIGHT]
    run = subprocess.run(command, cwd=copied, capture_output=True, text=True)
    assert run.returncode == 1, run.stdout
    assert "the grader itself failed" in run.stdout
    assert f"at test_{LESSON}.py, line " in run.stdout
    assert "not graded" in run.stdout

    assert check_box("build_vocab", NotebookBox({"build_vocab": lambda values: ["#na#"]})).provisional
    vars(sys.modules["__main__"])["build_vocab"] = lambda values: ["#na#"]
    try:
        assert check("build_vocab") is None
    finally:
        del vars(sys.modules["__main__"])["build_vocab"]
    assert "says nothing about your answer: tell your instructor. The check" in capsys.readouterr().out


def test_pytest_grades_a_path_inside_the_course_and_from_within_a_folder(copied: Path) -> None:
    """pytest takes its settings from where its arguments lie, an option's value included."""
    for folder, suite, path in (
        (copied, "grader/", RIGHT),
        (copied / "solutions", "../grader", RIGHT.split("/", 1)[1]),
    ):
        command = [sys.executable, "-m", "pytest", suite, "--submission", path, "--exercise", "one_hot"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout
        assert "one_hot 2/2" in run.stdout


def test_points_are_not_claimed_where_a_suite_does_not_load(copied: Path) -> None:
    put_in(copied, "        this is no Python")
    command = [sys.executable, "-m", "pytest", "grader/", "--submission", RIGHT]
    run = subprocess.run(command, cwd=copied, capture_output=True, text=True)
    assert run.returncode == 2
    assert "not graded" in run.stdout
    assert "build_vocab 0/3" not in run.stdout


def test_a_suite_that_was_mended_is_read_again(copied: Path) -> None:
    suite = copied / "grader" / f"test_{LESSON}.py"
    right = suite.read_text()
    put_in(copied, BUGS["a bare assert"][0])
    assert grade_file(copied / RIGHT).provisional
    suite.write_text(right)
    assert grade_file(copied / RIGHT).score == 15


def test_a_suite_that_does_not_load_touches_nobody(copied: Path) -> None:
    suite = copied / "grader" / f"test_{LESSON}.py"
    suite.write_text(suite.read_text().replace("import reference\n", "import reference as\n"))
    with pytest.raises(GradingError, match=rf"SyntaxError at test_{LESSON}.py, line \d+: .*Nobody was graded"):
        check_suite(LESSON)
    (copied / "class").mkdir()
    made = Class(copied / "class", LESSON)
    folder = made.folder / "submitted" / "ada" / LESSON
    folder.mkdir(parents=True)
    shutil.copy(copied / RIGHT, folder)
    run = made.nbgrader("autograde", LESSON)
    assert run.returncode != 0
    assert "The suite does not load: SyntaxError" in run.stderr
    assert made.gradebook() == {}


def test_collab_grade_with_a_suite_that_does_not_load_leaves_an_earlier_runs_file(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = copied / "verdicts.json"
    out.write_text("[]")
    suite = copied / "grader" / f"test_{LESSON}.py"
    suite.write_text(suite.read_text().replace("import reference\n", "import reference as\n"))
    for path in (copied / RIGHT, copied / "solutions"):
        assert main(["grade", str(path), "--json", str(out), "--resume"]) == 2
        said = capsys.readouterr()
        assert re.search(rf"SyntaxError at test_{LESSON}.py, line \d+: .*Nobody was graded", said.err)
        assert said.out == ""
        assert out.read_text() == "[]"


def test_the_courses_own_suites_load() -> None:
    for lesson in course.lessons():
        check_suite(lesson)
