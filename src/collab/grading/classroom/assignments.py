"""The lessons as nbgrader's gradebook knows them: their cells, points and deadlines, made from the instructor's notebooks.

nbgrader cannot add or remove cells of a lesson that somebody has handed in. Whoever tries gets a sentence before anything is
changed, with who is affected.
"""

from __future__ import annotations

import copy
import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry

from collab import course

from . import backup, launch
from .settings import settings


class AssignmentError(RuntimeError):
    """The gradebook cannot take a lesson as it is now; the message says who is affected and what to do. Nothing was changed."""


def generate(ids: Iterable[str], config: Any) -> None:
    """`nbgrader generate_assignment` for several lessons in one process, into `config`'s release folder."""
    from nbgrader.apps import NbGrader
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

    launch.find_our_programs()
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    for name in ids:
        config.CourseDirectory.course_id = ""
        application = NbGrader(config=config)
        application.log.setLevel(logging.ERROR)
        coursedir = CourseDirectory(config=config, assignment_id=name, parent=application)
        GenerateAssignment(coursedir=coursedir, parent=application, force=True).start()


def refuse_other_cells(url: str, lesson_id: str, cells: set[str]) -> None:
    """Raises AssignmentError where the gradebook has submissions of a lesson with other graded cells than these."""
    file = backup.file_of(url)
    if file is not None and not file.is_file():
        return
    launch.find_our_programs()
    with Gradebook(url) as book:
        try:
            notebook = book.find_notebook(lesson_id, lesson_id)
        except MissingEntry:
            return
        before = {cell.name for cell in notebook.source_cells}
        who = sorted(s.student.id for s in notebook.submissions)
    if not who or before == cells:
        return
    said = [f"{_shown(cells - before)} new"] * bool(cells - before) + [f"{_shown(before - cells)} gone"] * bool(
        before - cells
    )
    raise AssignmentError(
        f"Lesson {lesson_id}: {' and '.join(said)}, but {len(who)} students' work is graded as it was before "
        f"({', '.join(who[:8])}{', …' if len(who) > 8 else ''}), and nbgrader cannot add or remove cells of a graded lesson. Nothing was "
        "changed. Take the change back, or put it into a lesson of its own; or begin a new gradebook: move gradebook.db away, build, "
        "and grade again. Points and comments given by hand stay in the old one."
    )


def install() -> None:
    """Have nbgrader's own `generate_assignment`, and the formgrader's button, refuse what a graded lesson cannot take, before it
    deletes the lesson's folder. nbgrader finds out when it is gone."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException

    if hasattr(GenerateAssignment, "_collab_start"):
        return
    start = GenerateAssignment._collab_start = GenerateAssignment.start

    def refusing(self: Any) -> None:
        name = self.coursedir.assignment_id
        source = Path(self.coursedir.root) / self.coursedir.source_directory / name / f"{name}.ipynb"
        try:
            if source.is_file():
                cells = nbformat.read(str(source), as_version=4).cells
                ids = {c.metadata.nbgrader.grade_id for c in cells if "nbgrader" in c.metadata}
                refuse_other_cells(self.coursedir.db_url, name, ids)
        except AssignmentError as e:
            self.log.error("%s", e)
            raise NbGraderException(str(e)) from None
        start(self)

    GenerateAssignment.start = refusing


def _shown(names: set[str]) -> str:
    mine = sorted({name.removeprefix("check-") for name in names})
    return f"{', '.join(mine)} {'is' if len(mine) == 1 else 'are'}"


def set_deadlines(url: str, ids: Iterable[str]) -> list[str]:
    """Write the deadlines of course.toml to the gradebook, and extra_days.csv's days to the submissions that are there. What neither
    file speaks of stays as the gradebook has it. Returns the students with extra days whom the gradebook does not know.

    The gradebook of another class, an old term's, has deadlines of its own: it is left alone."""
    own = course.root() / "gradebook.db"
    file = backup.file_of(url)
    if file is not None and own.is_file() and file.parent.resolve() != own.parent.resolve():
        return []
    lessons, extra = list(ids), settings().extra
    dated = {name: due for name in lessons if (due := settings().deadline(name))}
    if not dated and extra is None:
        return []
    launch.find_our_programs()
    unknown = []
    with Gradebook(url) as book:
        for name, due in dated.items():
            book.update_or_create_assignment(name, duedate=due.replace(tzinfo=None).isoformat(" "))
        if extra is not None:
            known = {student.id for student in book.students}
            unknown = sorted({student for (_, student), _ in extra} - known)
            for one in book.assignments:
                for submission in one.submissions if one.name in lessons and one.duedate else ():
                    submission.extension = settings().extension(one.name, submission.student.id) or None
        book.db.commit()
    return unknown


def make_known(lesson_id: str, coursedir: Any, config: Any) -> str:
    """Make sure that the gradebook knows a lesson with today's points. Returns what was done about it, "" for nothing.

    Raises AssignmentError where that cannot be done from here."""
    with Gradebook(coursedir.db_url) as book:
        try:
            notebook = book.find_notebook(lesson_id, lesson_id)
        except MissingEntry:
            notebook = None
        known = {cell.name: float(cell.max_score) for cell in notebook.grade_cells} if notebook else {}
    lesson = course.lesson(lesson_id)
    wanted = {f"check-{e.id}": e.points for e in lesson.exercises.values()} | dict(lesson.questions)
    if notebook and known != wanted:
        changed = sorted(n.removeprefix("check-") for n in {*known, *wanted} if known.get(n) != wanted.get(n))
        raise AssignmentError(
            f"course.toml and the gradebook differ about {', '.join(changed)}: run `make build`, which tells the gradebook and says who "
            "is affected. Nobody was graded."
        )
    if notebook:
        return ""
    source = Path(coursedir.root) / coursedir.source_directory / lesson_id / f"{lesson_id}.ipynb"
    if not source.is_file():
        raise AssignmentError(
            f"The gradebook does not know lesson {lesson_id} and {source} is not there: run `make build`. Nobody was graded."
        )
    with tempfile.TemporaryDirectory() as folder:
        own = copy.deepcopy(config)
        for name in ("root", "source_directory", "db_url"):
            own.CourseDirectory[name] = getattr(coursedir, name)
        own.CourseDirectory.release_directory = folder
        generate([lesson_id], own)
    return f"the gradebook did not know lesson {lesson_id}, now it does"
