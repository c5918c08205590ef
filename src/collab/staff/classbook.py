"""One lesson's class, read whole: what the gradebook says (points, hand-given ones and late penalties included) beside what the
judge said (the verdict in each autograded notebook) and what the student wrote. Reads only; nothing is changed.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from collab import course
from collab.grading.classroom import late, launch
from collab.grading.classroom.settings import settings

Verdict = dict[str, Any]  # as `collab grade --json` has it


class ClassError(RuntimeError):
    """There is no class to read; the message says where was looked, and what makes one."""


class NobodyGraded(ClassError):
    """There is no gradebook yet, or nothing of the lesson in it."""


@dataclass(frozen=True)
class Place:
    """Where a class's files are. `gradebook` is a database URL."""

    submitted: Path
    autograded: Path
    feedback: Path
    gradebook: str

    @property
    def folders(self) -> dict[str, Path]:
        return {n: getattr(self, n) for n in ("submitted", "autograded", "feedback")}


@dataclass(frozen=True)
class Mark:
    """What the gradebook has for one exercise or written question of one student, in points."""

    name: str
    written: bool  # a question, graded by a person
    maximum: float
    automatic: float | None
    by_hand: float | None
    extra: float = 0.0
    flagged: bool = False  # nbgrader's "needs manual grade": never looked at, or regraded since

    @property
    def points(self) -> float:
        """What counts: the person's points where there are any, else the judge's, and extra credit."""
        given = self.by_hand if self.by_hand is not None else self.automatic
        return (given or 0.0) + self.extra

    @property
    def waiting(self) -> bool:
        """Nobody has graded it yet."""
        return self.flagged and self.by_hand is None

    @property
    def set_by_hand(self) -> bool:
        """An exercise whose points a person gave, so that they need not be what the checks say."""
        return not self.written and (self.by_hand is not None or bool(self.extra))


@dataclass
class Student:
    """One student of the class, with this lesson's work if there is any."""

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    graded: bool = False  # has a row for this lesson in the gradebook
    submitted: bool = False  # something of theirs lies in submitted/
    handed_in_at: datetime | None = None
    late: float = 0.0  # seconds, a person's extension counted
    penalty: float = 0.0
    marks: dict[str, Mark] = field(default_factory=dict)
    verdict: Verdict | None = None
    answers: dict[str, str] = field(default_factory=dict)  # exercise or question -> what they wrote

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.first, self.last))) or self.id

    @property
    def total(self) -> float:
        """Final points: all marks, less the late penalty, never below zero (as nbgrader's own export has it)."""
        return max(0.0, sum(m.points for m in self.marks.values()) - self.penalty)

    @property
    def waiting(self) -> list[str]:
        """The questions that nobody has graded yet."""
        return [m.name for m in self.marks.values() if m.waiting]


@dataclass
class Classbook:
    """All students of a class for one lesson: `students` in the order of their names, missing ones included."""

    lesson: course.Lesson
    students: list[Student]
    maximum: float  # points of the whole lesson, written ones included
    due: datetime | None = None
    maxima: dict[str, float] = field(default_factory=dict)  # of each exercise and question, as the gradebook has it

    @property
    def by_id(self) -> dict[str, Student]:
        return {s.id: s for s in self.students}

    @property
    def graded(self) -> list[Student]:
        return [s for s in self.students if s.graded]

    @property
    def missing(self) -> list[Student]:
        """On the roll, and nothing was handed in."""
        return [s for s in self.students if not s.graded and not s.submitted]

    @property
    def ungraded(self) -> list[Student]:
        """Something was handed in, and autograding has not seen it."""
        return [s for s in self.students if s.submitted and not s.graded]

    @property
    def judged(self) -> dict[str, Verdict]:
        """The verdicts: student -> verdict."""
        return {s.id: s.verdict for s in self.graded if s.verdict}


def add_place(parser: argparse.ArgumentParser) -> None:
    """Declare the option that says where a class's files are."""
    parser.add_argument(
        "--class",
        dest="home",
        type=Path,
        metavar="FOLDER",
        help="the folder with submitted/, autograded/ and gradebook.db (default: the course's own, as nbgrader_config.py has it)",
    )


def place(home: Path | None) -> Place:
    """Where the class is whose folder is `home`; without one, where nbgrader_config.py says."""
    if home:
        home = home.absolute()
        return Place(
            home / "submitted", home / "autograded", home / "feedback", launch.gradebook_url(home / "gradebook.db")
        )
    from traitlets.config import PyFileConfigLoader

    root = course.root()
    here = {"submitted": "submitted", "autograded": "autograded", "feedback": "feedback"}
    url = launch.gradebook_url(root / "gradebook.db")
    if (root / "nbgrader_config.py").is_file():
        said = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config().get("CourseDirectory", {})
        here = {n: said.get(f"{n}_directory", n) for n in here}
        url = said.get("db_url", url)
    return Place(root / here["submitted"], root / here["autograded"], root / here["feedback"], url)


def read(lesson: course.Lesson, where: Place) -> Classbook:
    """All of a lesson's class. Raises ClassError where there is no gradebook, or nothing of this lesson in it."""
    book = marks(lesson, where.gradebook)
    known = {s.id: s for s in book.students}
    for path in sorted(where.submitted.glob(f"*/{lesson.id}")):
        known.setdefault(path.parent.name, Student(path.parent.name)).submitted = True
    for student in known.values():
        path = where.autograded / student.id / lesson.id / f"{lesson.id}.ipynb"
        if student.graded and path.is_file():
            student.verdict, student.answers = _from_notebook(path, (*lesson.exercises, *lesson.questions))
    return Classbook(lesson, sorted(known.values(), key=_alphabet), book.maximum, book.due, book.maxima)


def _alphabet(student: Student) -> tuple[str, ...]:
    """Where a student stands on the roll: by last name, accents not counted."""
    spelt = (unicodedata.normalize("NFKD", text.casefold()) for text in (student.last, student.first, student.id))
    return tuple("".join(c for c in text if not unicodedata.combining(c)) for text in spelt)


def _shown(url: str) -> str:
    """A database's address as a person reads it: a file's path without what is around it, never a password."""
    from sqlalchemy.engine import make_url

    parsed = make_url(url)
    return str(parsed.database) if parsed.drivername == "sqlite" else parsed.render_as_string(hide_password=True)


def marks(lesson: course.Lesson, url: str) -> Classbook:
    """What the gradebook alone has: everybody on the roll with their marks. Raises ClassError as `read` does."""
    from nbgrader import api
    from sqlalchemy import create_engine, select
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.orm import Session

    parsed = make_url(url)
    if parsed.drivername == "sqlite" and not Path(str(parsed.database)).is_file():  # opening it would make one
        raise NobodyGraded(f"There is no gradebook at {parsed.database}. Run `nbgrader autograde {lesson.id}` first.")
    engine = create_engine(url)
    try:
        with Session(engine) as db:
            students = {
                s.id: Student(s.id, s.first_name or "", s.last_name or "", s.email or "")
                for s in db.scalars(select(api.Student))
            }
            of_lesson = select(api.Notebook.id).join(api.Assignment).where(api.Assignment.name == lesson.id)
            due = db.scalar(select(api.Assignment.duedate).where(api.Assignment.name == lesson.id))
            maxima = {
                cell.name.removeprefix("check-"): float(cell.max_score or 0)
                for cell in db.scalars(select(api.GradeCell).where(api.GradeCell.notebook_id.in_(of_lesson)))
            }
            rows = db.execute(
                select(
                    api.SubmittedAssignment.student_id,
                    api.SubmittedAssignment.timestamp,
                    api.SubmittedAssignment.extension,
                    api.SubmittedNotebook.late_submission_penalty,
                    api.BaseCell.name,
                    api.Grade.auto_score,
                    api.Grade.manual_score,
                    api.Grade.extra_credit,
                    api.Grade.needs_manual_grade,
                )
                .join(api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
                .join(api.Grade, api.Grade.notebook_id == api.SubmittedNotebook.id)
                .join(api.BaseCell, api.BaseCell.id == api.Grade.cell_id)
                .where(api.SubmittedNotebook.notebook_id.in_(of_lesson))
            ).all()
    except SQLAlchemyError as e:
        cause = getattr(e, "orig", None) or e
        raise ClassError(f"{_shown(url)} cannot be read as nbgrader's gradebook: {cause}.") from None
    finally:
        engine.dispose()
    for student_id, when, extension, penalty, cell, automatic, by_hand, extra, flagged in rows:
        student = students[student_id]
        student.graded, student.handed_in_at, student.penalty = True, when, penalty or 0.0  # a lesson is one notebook
        student.late = max(0.0, (when - due - (extension or timedelta())).total_seconds()) if when and due else 0.0
        name = cell.removeprefix("check-")
        student.marks[name] = Mark(
            name, name in lesson.questions, maxima.get(name, 0.0), automatic, by_hand, extra or 0.0, bool(flagged)
        )
    policy = settings().late
    if policy:  # nbgrader's is from before anything was given by hand
        for student in students.values():
            points = sum(m.points for m in student.marks.values())
            student.penalty = late.penalty(points, student.late, policy) or 0.0
    order = {name: i for i, name in enumerate((*lesson.exercises, *lesson.questions))}
    for student in students.values():
        student.marks = dict(sorted(student.marks.items(), key=lambda item: order.get(item[0], len(order))))
    book = Classbook(lesson, sorted(students.values(), key=_alphabet), sum(maxima.values()), due, maxima)
    if not book.graded:
        raise NobodyGraded(
            f"No graded submission of {lesson.id} in {_shown(url)}. Run `nbgrader autograde {lesson.id}` first."
        )
    return book


def _from_notebook(path: Path, names: Iterable[str]) -> tuple[Verdict | None, dict[str, str]]:
    """The verdict in an autograded notebook, and what stands in the cells of these exercises and questions."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        verdict = notebook["metadata"].get("collab_verdict")
        wanted, answers = set(names), {}
        for cell in notebook["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            if name in wanted:
                answers[name] = "".join(cell["source"])
    except (OSError, ValueError, KeyError, AttributeError):
        return None, {}
    return verdict, answers
