"""A run of `nbgrader autograde`, or of the formgrader's button: what is asked before anybody is touched, what is graded again,
and how it ends. `install` puts it around nbgrader's own.

- Before: the isolation is what was agreed, the suite loads, the gradebook knows the lesson with today's points; a copy of the
  gradebook is kept. Where one of these fails, nothing changes, the reason is one sentence, and the run fails.
- Whom: whoever is not graded yet, and whoever's verdict is stale (staleness.py); why is said.
- After: where the grader itself failed on somebody, the run fails. The first and the last line of the log name the isolation.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader import api
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import base
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException
from sqlalchemy.engine import Engine

from collab import course
from collab.grading.box import tiers
from collab.grading.box.isolation import IsolationError
from collab.grading.grade import GradingError, check_suite, grade_file

from . import assignments, attempts, backup, late, launch, students
from .ahead import Ahead, waiting
from .cluster import ClusterError
from .roster import of_the_class
from .settings import settings
from .staleness import stale

EXPECTED = (
    IsolationError,
    GradingError,
    course.CourseError,
    backup.BackupError,
    assignments.AssignmentError,
    ClusterError,
)


def install() -> None:
    """Put what is said above around nbgrader's own functions, once."""
    if hasattr(Autograde, "_collab_failed"):
        return
    start, init_destination = Autograde.start, Autograde.init_destination

    def whole_run(self: Any) -> None:
        self._collab_failed = []  # students on whom the grader itself failed
        try:
            tier = prepare(self)
            lesson_id = self.coursedir.assignment_id
            self._collab_ahead = Ahead(waiting(self, lesson_id, stale), lesson_id)
        except EXPECTED as e:
            self.log.error("%s", e)
            raise NbGraderException(str(e)) from None
        if str(self._collab_ahead):
            self.log.info("%s", self._collab_ahead)
        try:
            try:
                with one_engine():
                    start(self)
            finally:
                more_time(self)
            if self._collab_failed:
                who = ", ".join(self._collab_failed)
                self.log.error(
                    "The grader itself failed on %d: %s. Their zeros are no verdicts; the next run grades them again.",
                    len(self._collab_failed),
                    who,
                )
                raise NbGraderException(f"The grader itself failed on {who}.")
        finally:
            self._collab_ahead.close()
            self.log.info("Isolation: %s", tier)

    def graded_or_not(self: Any, assignment_id: str, student_id: str) -> bool:
        remove_stale(self, assignment_id, student_id)
        return bool(init_destination(self, assignment_id, student_id))

    Autograde._collab_failed = []
    Autograde._collab_ahead = None
    Autograde.start = whole_run
    Autograde.init_destination = graded_or_not


def more_time(autograde: Any) -> None:
    """Once submissions are there: give those who have more days theirs, and reckon what lateness costs again."""
    if settings().extra is None:
        return
    url, lesson_id = autograde.coursedir.db_url, autograde.coursedir.assignment_id
    unknown = assignments.set_deadlines(url, [lesson_id])
    late.reckon(url)
    if unknown:
        autograde.log.warning("extra_days.csv names whom the gradebook does not know: %s", ", ".join(unknown))


@contextlib.contextmanager
def one_engine() -> Iterator[None]:
    """Have nbgrader open its gradebook by one engine for each address: it opens it nine times a submission, and each new engine
    compiles all its statements anew."""
    make = api.create_engine
    made: dict[str, Engine] = {}

    def engine(url: str, **how: Any) -> Engine:
        if url not in made:
            made[url] = make(url, **how)
        return made[url]

    api.create_engine = engine
    try:
        yield
    finally:
        api.create_engine = make
        for one in made.values():
            one.dispose()


def prepare(autograde: Any) -> str:
    """All that must be so before anybody is graded; returns the tier. Raises one of EXPECTED."""
    tier = tiers.for_strangers()
    autograde.log.info("Isolation: %s", tier)
    coursedir = autograde.coursedir
    lesson_id = course.lesson(coursedir.assignment_id).id
    check_suite(lesson_id)
    one_student = coursedir.student_id != "*"
    kept = backup.keep(coursedir.db_url, launch.patience(), one_student)
    if kept:
        autograde.log.info("A copy of the gradebook is kept: %s", kept)
    done = assignments.make_known(lesson_id, coursedir, autograde.config)
    if done:
        autograde.log.warning("%s", done)
    assignments.set_deadlines(coursedir.db_url, [lesson_id])
    roster = of_the_class()
    if roster and not one_student:
        students.enrol(roster, coursedir.db_url)
    settle_attempts(autograde, lesson_id)
    return tier


def settle_attempts(autograde: Any, lesson_id: str) -> None:
    """Of students with several attempts, put the one that counts into its place: the setting may have changed, and which is the
    best is known only now."""
    submitted = Path(autograde.coursedir.root) / autograde.coursedir.submitted_directory
    best = settings().attempts == "best"
    for folder in sorted((submitted.parent / "attempts" / lesson_id).glob(autograde.coursedir.student_id)):
        mine = attempts.Attempts(submitted, folder.name, lesson_id)
        mine.adopt()
        if len(mine.kept()) < 2:
            continue
        before = mine.counting()
        chosen = mine.settle((lambda path: grade_file(path, path.name).score) if best else None)
        if chosen.number != before:
            points = f", with {chosen.score:g} points" if chosen.score is not None else ""
            autograde.log.warning(
                "%s: attempt %d counts now (%s)%s", folder.name, chosen.number, settings().attempts, points
            )


def remove_stale(autograde: Any, lesson_id: str, student_id: str) -> None:
    """Remove a graded folder whose verdict no longer stands, so that nbgrader grades its student again."""
    folder = os.path.normpath(autograde._format_dest(lesson_id, student_id))
    if not os.path.isdir(folder) or autograde.force or autograde.coursedir.notebook_id != "*":
        return
    source = Path(autograde._format_source(lesson_id, student_id))
    reasons = stale(source, Path(folder), lesson_id)
    if "content" in {r.kind for r in reasons} and not (source / "timestamp.txt").exists():
        _forget_time(autograde.coursedir.db_url, lesson_id, student_id)
    if [r.kind for r in reasons] == ["ungraded"]:
        autograde.log.warning(
            "%s was left by a run that did not end, or by a grader that failed: it is graded now", folder
        )
    elif reasons:
        autograde.log.warning("%s is graded again: %s", student_id, "; ".join(map(str, reasons)))
    if reasons:
        base.rmtree(folder)


def _forget_time(url: str, lesson_id: str, student_id: str) -> None:
    """Of newer work whose time nobody knows, the gradebook must not keep the older work's."""
    with Gradebook(url) as book, contextlib.suppress(MissingEntry):
        book.find_submission(lesson_id, student_id).timestamp = None
        book.db.commit()
