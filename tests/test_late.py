"""Late penalties: the class's policy, through nbgrader's own arithmetic, and again once points were given by hand."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from collab import course
from collab.grading.classroom import assignments, attempts
from collab.grading.classroom.late import penalty, per_cent
from collab.grading.classroom.settings import Late, Settings, settings

from .archives import notebook
from .instructor import ROOT, Class

LESSON = "01_embedding_lookup"
HOUR, DAY = 3600.0, 24 * 3600.0


@pytest.mark.parametrize(
    ("late", "free", "cap", "lost"),
    [
        (0, 0, 100, 0),
        (1, 0, 100, 10),  # a begun day is a day
        (DAY, 0, 100, 10),
        (DAY + 1, 0, 100, 20),
        (2 * DAY, 2, 100, 0),
        (2 * DAY + HOUR, 2, 100, 10),
        (30 * DAY, 0, 50, 50),
        (30 * DAY, 0, 100, 100),
    ],
)
def test_begun_days_free_days_and_the_cap(late: float, free: int, cap: float, lost: float) -> None:
    assert per_cent(late, Late(free, 10.0, cap)) == lost
    assert penalty(7.5, late, Late(free, 10.0, cap)) == (round(7.5 * lost / 100, 2) or None)


def test_the_attempt_that_counts_goes_by_the_students_own_deadline(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    due = datetime(2026, 3, 1, tzinfo=timezone.utc)
    made = Settings("last before the deadline", due=((LESSON, due),), extra=(((LESSON, "ada"), timedelta(days=3)),))
    monkeypatch.setattr(attempts, "settings", lambda: made)
    kept = [
        attempts.Kept(n, tmp_path, due + timedelta(days=d), False, None, "", "") for n, d in ((1, -1), (2, 2), (3, 4))
    ]
    chosen = {who: attempts.Attempts(tmp_path, who, LESSON)._chosen(kept).number for who in ("ada", "ben")}
    assert chosen == {"ada": 2, "ben": 1}


def test_a_late_student_loses_by_the_policy_also_what_is_given_by_hand_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("grader", "lessons", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    toml = tmp_path / "grader" / "course.toml"
    text = toml.read_text().replace(f"[lessons.{LESSON}]\n", f"[lessons.{LESSON}]\ndue = 2026-03-01T12:00:00Z\n", 1)
    toml.write_text(f"[class.late]\nfree_days = 1\nper_cent_a_day = 10\ncap = 50\n{text}")
    (tmp_path / "extra_days.csv").write_text(f"student,lesson,days\ndora,{LESSON},3\neve,{LESSON},2\n")
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    made = Class(tmp_path, LESSON)
    for student, stamp in (
        ("ada", "2026-03-04 11:00:00 UTC"),
        ("ben", "2026-03-02 11:00:00 UTC"),
        ("cleo", ""),
        ("dora", "2026-03-04 11:00:00 UTC"),
    ):
        place = made.folder / "submitted" / student / LESSON
        place.mkdir(parents=True)
        (place / f"{LESSON}.ipynb").write_bytes(notebook(student, LESSON))
        if stamp:
            (place / "timestamp.txt").write_text(stamp)
    assert "extra_days.csv names whom the gradebook does not know: eve" in made.run("autograde")

    def exported() -> dict[str, tuple[float, float]]:
        assert made.nbgrader("export", "--to", str(tmp_path / "grades.csv")).returncode == 0
        rows = csv.DictReader((tmp_path / "grades.csv").open(newline=""))
        return {r["student_id"]: (float(r["raw_score"]), float(r["late_submission_penalty"] or 0)) for r in rows}

    with sqlite3.connect(made.folder / "gradebook.db") as db:  # already before anything is exported
        lost = db.execute("select count(*) from submitted_notebook where late_submission_penalty > 0").fetchone()
        assert lost == (1,)
    assert exported() == {
        "ada": (15, 3),
        "ben": (15, 0),
        "cleo": (15, 0),
        "dora": (15, 0),
    }  # three begun days, one of them free
    with sqlite3.connect(made.folder / "gradebook.db") as db:
        written = "select id from base_cell where name = 'why-unknown'"
        db.execute(f"update grade set manual_score = 3 where cell_id in ({written})")
        db.execute("update student set last_name = 'King, \"M\"', first_name = 'Lu\nke' where id = 'ada'")
    assert exported() == {"ada": (18, 3.6), "ben": (18, 0), "cleo": (18, 0), "dora": (18, 0)}
    rows = {r["student_id"]: r for r in csv.DictReader((tmp_path / "grades.csv").open(newline=""))}
    assert (rows["ada"]["last_name"], rows["ada"]["first_name"], rows["ada"]["score"]) == (
        'King, "M"',
        "Lu\nke",
        "14.4",
    )
    # Taken back, and given to another: the file decides.
    (tmp_path / "extra_days.csv").write_text(f"student,lesson,days\nada,{LESSON},3\n")
    made.run("autograde")
    assert exported() == {"ada": (18, 0), "ben": (18, 0), "cleo": (18, 0), "dora": (18, 3.6)}
    # An old term's gradebook is left alone.
    old = tmp_path / "old"
    old.mkdir()
    shutil.copy(tmp_path / "gradebook.db", old)
    (tmp_path / "extra_days.csv").write_text("student,lesson,days\n")
    before = (old / "gradebook.db").read_bytes()
    assert assignments.set_deadlines(f"sqlite:///{old / 'gradebook.db'}", [LESSON]) == []
    assert (old / "gradebook.db").read_bytes() == before


SLIPS = {
    "[lessons.x.exercises.y]\ndue = 2026-03-01T12:00:00Z": "a due stands under [lessons.x.exercises.y]",
}


@pytest.mark.parametrize("slip", SLIPS, ids=SLIPS.get)
def test_a_slip_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, slip: str) -> None:
    (tmp_path / "grader").mkdir()
    (tmp_path / "grader" / "course.toml").write_text(f"[lessons.x]\ntitle = 'x'\nminutes = 1\n{slip}\n")
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    with pytest.raises(course.CourseError, match=re.escape(SLIPS[slip])):
        settings()


EXTRA = {
    "who,lesson,days\nada,x,3\n": "its first line must be student,lesson,days",
    "student,lesson,days\nada,nowhere,3\n": "line 2: there is no lesson 'nowhere'",
    "student,lesson,days\nben,x,1\nada,x,three\n": "line 3: expected a student's id, a lesson and a number of days, not ada,x,three",
    "student,lesson,days\nada,x,-1\n": "line 2: expected",
    "student,lesson,days\n,x,1\n": "line 2: expected",
    "student,lesson,days\nada,x,nan\n": "line 2: expected",
}


@pytest.mark.parametrize("text", EXTRA, ids=EXTRA.get)
def test_a_slip_in_extra_days_is_one_sentence_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    (tmp_path / "grader").mkdir()
    (tmp_path / "grader" / "course.toml").write_text("[lessons.x]\ntitle = 'x'\nminutes = 1\n")
    (tmp_path / "extra_days.csv").write_text(text)
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    with pytest.raises(course.CourseError, match=re.escape(EXTRA[text])):
        settings()


def test_what_course_toml_says_of_these_settings_is_what_there_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The lines that stand there as a comment, taken out of it, are settings, and the ones that hold without them."""
    lines = (ROOT / "grader" / "course.toml").read_text().splitlines()
    said = [line.removeprefix("#   ") for line in lines if line.startswith("#   ")]
    assert said[0] == "[class]"
    assert len(said) == 7
    (tmp_path / "grader").mkdir()
    (tmp_path / "grader" / "course.toml").write_text("\n".join([*said, "[lessons.x]", "title = 'x'", "minutes = 1"]))
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    found = settings()
    assert (found.attempts, found.late, str(found.zone)) == ("last", Late(), "Europe/Berlin")
