"""Grade from Python: one call, one verdict. Every way in ends here, and here the suite in grader/ is run by pytest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from collab import course
from collab.grading.box.contract import Box
from collab.grading.box.limits import Limits, limits
from collab.grading.judge.session import Session, fresh_seed, open_box, open_file
from collab.grading.judge.suite import GradingError, check_suite, run_suite
from collab.grading.reading.files import SubmissionError
from collab.grading.reading.finding import find_notebooks, handed_in
from collab.grading.reading.submission import find_lesson

from .judge import policy
from .verdict import Verdict

__all__ = ["GradingError", "check_box", "check_suite", "check_suites", "grade_file", "grade_path", "notebooks_at"]


def grade_file(
    path: Path,
    label: str = "",
    seed: int | None = None,
    exercise: str = "",
    leave_out: str = "",
    kept: Limits | None = None,
) -> Verdict:
    """Grade one notebook in a box: all of it or one exercise, with one check left out on request.

    An unreadable one gets an invalid verdict, and where the grader itself failed the verdict is provisional. Raises
    IsolationError where COLLAB_ISOLATION asks for more than can be had here: then nothing was graded."""
    seed = fresh_seed() if seed is None else seed
    session = open_file(Path(path), label or str(path), seed, kept or limits())
    return _judged(session, exercise, leave_out)


def grade_path(path: Path, seed: int | None = None, kept: Limits | None = None) -> Iterator[Verdict]:
    """Grade a notebook, or all in a folder, one after the other. Raises FileNotFoundError where there is none."""
    for file, label in notebooks_at(path):
        yield grade_file(file, label, seed, kept=kept)


def notebooks_at(path: Path) -> list[tuple[Path, str]]:
    """The submissions at a path, each with the name to show. Raises FileNotFoundError where there is none."""
    found = find_notebooks(path)
    if not found:
        raise FileNotFoundError(f"There is no notebook at {path}.")
    return found


def check_suites(found: list[tuple[Path, str]]) -> None:
    """Import the suite of every lesson among these submissions once. Raises GradingError, with the line, where one does not
    load: then nobody is to be graded."""
    lessons = set()
    for path, _ in found:
        try:
            lessons.add(find_lesson(path, handed_in(path).notebook).id)
        except SubmissionError:  # said again, with the student's name, where it is graded
            continue
    for lesson in sorted(lessons):
        check_suite(lesson)


def check_box(exercise: str, box: Box, seed: int | None = None, failed: Callable[[], None] | None = None) -> Verdict:
    """Check one exercise in a box that is there already: the running notebook. `failed` is called when a check has failed.

    Raises CourseError for a name that is not in the course."""
    lesson = course.lesson(course.exercise(exercise).lesson)
    return _judged(open_box(lesson, box, fresh_seed() if seed is None else seed, failed), exercise)


def _judged(session: Session, exercise: str = "", leave_out: str = "") -> Verdict:
    if not session.verdict.invalid:
        try:
            run_suite(session, exercise, leave_out)
        except GradingError as e:
            policy.fail(session.verdict, str(e))
    return session.verdict
