"""Plain `nbgrader autograde` over a term: what is stale is graded again and nothing else, nothing is lost, and the log says why."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collab import course
from collab.grading.classroom import backup
from collab.staff import build

from .archives import notebook
from .instructor import ROOT, Class
from .test_nothing_lost import NO_MEMORY

LESSON = "01_embedding_lookup"
FULL = 15


BUTTON = """
import json, sys
from traitlets.config import Config, PyFileConfigLoader
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

root, folder, url, lesson = sys.argv[1:]
config = Config(PyFileConfigLoader("nbgrader_config.py", path=root).load_config())
for name in ("submitted", "autograded", "feedback"):
    config.CourseDirectory[f"{name}_directory"] = f"{folder}/{name}"
config.CourseDirectory.db_url = url
application = NbGrader(config=config)
api = NbGraderAPI(CourseDirectory(config=config, parent=application), parent=application)
print(json.dumps(api.autograde(lesson, "ada")))
"""


def button(term: Class) -> dict[str, Any]:
    """What the formgrader's button "autograde" for ada gives: the same call as its server makes."""
    command = [sys.executable, "-c", BUTTON, str(ROOT), str(term.folder), term.url, LESSON]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    return dict(json.loads(run.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Class]:
    """A class of two in a course of its own, graded once."""
    folder = tmp_path_factory.mktemp("term")
    for name in ("grader", "lessons", "solutions"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLLAB_COURSE", str(folder))
        made = Class(folder, LESSON)
        for student in ("ada", "ben"):
            place = made.folder / "submitted" / student / LESSON
            place.mkdir(parents=True)
            (place / f"{LESSON}.ipynb").write_bytes(notebook(student, LESSON))
        made.first = made.run("autograde")
        yield made


def copies(term: Class) -> list[Path]:
    return sorted((term.folder / "gradebook-backups").glob("*.db"))


def give_by_hand(term: Class, points: float) -> None:
    """What the formgrader writes: points for ben's written answer, and a comment."""
    with sqlite3.connect(term.folder / "gradebook.db") as db:
        (row,) = db.execute(
            """select grade.id from grade join base_cell on grade.cell_id = base_cell.id
            join submitted_notebook on grade.notebook_id = submitted_notebook.id
            join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
            where base_cell.name = 'why-unknown' and submitted_assignment.student_id = 'ben'"""
        )
        db.execute("update grade set manual_score = ? where id = ?", (points, row[0]))


def by_hand(term: Class) -> list[float]:
    with sqlite3.connect(term.folder / "gradebook.db") as db:
        return [p for (p,) in db.execute("select manual_score from grade where manual_score is not null")]


def test_the_tier_stands_in_the_first_and_the_last_line(term: Class) -> None:
    lines = [line for line in term.first.splitlines() if line.startswith("[AutogradeApp")]
    assert re.search(r"Isolation: (sandboxed|limited)$", lines[0])
    assert lines[0] == lines[-1]


def test_a_verdict_says_what_it_was_made_from(term: Class) -> None:
    text = (term.folder / "autograded" / "ada" / LESSON / f"{LESSON}.ipynb").read_text()
    verdict = json.loads(text)["metadata"]["collab_verdict"]
    assert {"content", "grader", "isolation", "seed"} <= verdict.keys()
    assert len(verdict["content"]) == len(verdict["grader"]) == 64


def test_changed_work_is_graded_again_and_said_and_nobody_else(term: Class) -> None:
    give_by_hand(term, 2.5)
    path = term.folder / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb"
    with sqlite3.connect(
        term.folder / "gradebook.db"
    ) as db:  # of the older work; when the newer one came, nobody knows
        db.execute("update submitted_assignment set timestamp = '2026-01-01 00:00:00.000000'")
    path.write_bytes(path.read_bytes().replace(b"torch.zeros(n)", b"torch.ones(n)"))
    log = term.run("autograde")
    assert "ada is graded again: what was handed in has changed" in log
    assert "ben is graded again" not in log
    assert term.gradebook()["ada"] < FULL == term.gradebook()["ben"]
    assert by_hand(term) == [2.5]
    with sqlite3.connect(term.folder / "gradebook.db") as db:
        times = dict(db.execute("select student_id, timestamp from submitted_assignment"))
    assert times == {"ada": None, "ben": "2026-01-01 00:00:00.000000"}


def test_a_changed_grader_grades_everybody_again_and_what_was_given_by_hand_stays(term: Class) -> None:
    suite = term.folder / "grader" / f"test_{LESSON}.py"
    suite.write_text(suite.read_text() + "\n# mended\n")
    log = term.run("autograde")
    assert log.count("is graded again: the grader has changed") == 2
    assert by_hand(term) == [2.5]
    assert "is graded again" not in term.run("autograde")


def test_changed_points_ask_for_a_build_which_says_who_is_affected(
    term: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml = term.folder / "grader" / "course.toml"
    before = toml.read_text()
    head, name, tail = before.partition(f"[lessons.{LESSON}.exercises.build_vocab]")
    toml.write_text(head + name + tail.replace("points = 3", "points = 5", 1))
    refused = term.nbgrader("autograde", LESSON)
    assert refused.returncode == 1
    assert "differ about build_vocab: run `make build`" in refused.stderr
    assert "Traceback" not in refused.stderr
    build.build([course.lesson(LESSON)], gradebook=term.url)
    said = " ".join(build.affected([course.lesson(LESSON)]))
    assert "points have changed: build_vocab 3 → 5, for 2 graded students (ada, ben)" in said
    log = term.run("autograde")
    assert log.count("points have changed: build_vocab 3 → 5") == 2
    assert term.gradebook()["ben"] == FULL + 2
    assert by_hand(term) == [2.5]
    toml.write_text(before)
    build.build([course.lesson(LESSON)], gradebook=term.url)


def assert_nbgraders_own_refuses(term: Class, notebook: Any) -> None:
    """Plain `nbgrader generate_assignment --force`, which deletes the lesson's folder first."""
    place = term.folder / "generated" / LESSON
    place.mkdir(parents=True)
    (place / f"{LESSON}.ipynb").write_text(json.dumps(notebook))
    source = f"--CourseDirectory.source_directory={place.parent}"
    release = f"--CourseDirectory.release_directory={term.folder / 'lessons'}"
    run = term.nbgrader("generate_assignment", LESSON, "--force", source, release)
    assert run.returncode == 1
    assert "why-more is new, but 2 students' work is graded" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_question_added_to_a_graded_lesson_is_a_sentence_and_nothing_is_deleted(term: Class) -> None:
    lesson = course.lesson(LESSON)
    toml, source = term.folder / "grader" / "course.toml", lesson.source
    before = toml.read_text(), source.read_text(), lesson.notebook.read_text()
    toml.write_text(
        before[0].replace("questions = { why-unknown = 3 }", "questions = { why-unknown = 3, why-more = 2 }", 1)
    )
    source.write_text(before[1] + '\n# %% [markdown] question="why-more"\n# Because.\n')
    try:
        with pytest.raises(
            RuntimeError, match=r"why-more is new, but 2 students' work is graded .*\(ada, ben\).*Nothing was"
        ):
            build.build([course.lesson(LESSON)], gradebook=term.url)
        assert lesson.notebook.read_text() == before[2]
        assert by_hand(term) == [2.5]
        assert_nbgraders_own_refuses(term, build.source_notebook(course.lesson(LESSON)))
        assert lesson.notebook.read_text() == before[2]
        other = term.nbgrader("autograde", LESSON)  # course.toml and the gradebook differ
        assert other.returncode == 1
        assert "differ about why-more" in other.stderr
    finally:
        toml.write_text(before[0])
        source.write_text(before[1])


def test_a_suite_that_does_not_load_changes_nothing_under_force(term: Class) -> None:
    suite = term.folder / "grader" / f"test_{LESSON}.py"
    right, scores = suite.read_text(), term.gradebook()
    suite.write_text(right.replace("import reference\n", "import reference as\n"))
    try:
        run = term.nbgrader("autograde", LESSON, "--force")
        pressed = button(term)
    finally:
        suite.write_text(right)
    assert not pressed["success"]
    assert re.search(rf"SyntaxError at test_{LESSON}.py, line \d+", pressed["log"])
    assert run.returncode == 1
    assert re.search(rf"SyntaxError at test_{LESSON}.py, line \d+", run.stderr)
    assert "Traceback" not in run.stderr
    assert term.gradebook() == scores
    assert (term.folder / "autograded" / "ada" / LESSON / f"{LESSON}.ipynb").is_file()


def test_the_formgraders_button_says_the_tier_and_that_the_grader_failed(
    term: Class, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pressed = button(term)
    assert pressed["success"], pressed
    lines = pressed["log"].strip().splitlines()
    assert re.search(r"Isolation: \w+$", lines[0])
    assert lines[-1] == lines[0]
    (tmp_path / "sitecustomize.py").write_text(NO_MEMORY)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    pressed = button(term)
    assert not pressed["success"]
    assert "The grader itself failed on 1: ada." in pressed["log"]
    monkeypatch.delenv("PYTHONPATH")
    assert "ada/01_embedding_lookup was left" in term.run("autograde")


def test_copies_of_the_gradebook_are_kept_and_can_be_read(term: Class) -> None:
    assert 2 <= len(copies(term)) <= backup.LAST
    with sqlite3.connect(copies(term)[-1]) as db:
        assert db.execute("select count(*) from student").fetchone() == (2,)


def test_a_gradebook_that_was_moved_away_is_made_anew(term: Class) -> None:
    (term.folder / "gradebook.db").rename(term.folder / "gradebook-2025.db")
    shutil.rmtree(term.folder / "autograded")
    log = term.run("autograde")
    assert f"the gradebook did not know lesson {LESSON}, now it does" in log
    assert term.gradebook()["ben"] == FULL
    with sqlite3.connect(term.folder / "gradebook-2025.db") as db:
        assert db.execute("select count(*) from student").fetchone() == (2,)
