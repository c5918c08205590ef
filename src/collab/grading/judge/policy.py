"""When a verdict stands: the one policy of every way in (command, `pytest grader/`, nbgrader, notebook).

- A box that was killed, perhaps from outside, is asked again with the same seed: a submission's own doing comes again, and
  two rounds that agree are its verdict.
- Where the grader itself fails, no box to be had or a bug in a suite, nothing is known about the submission: it gets a
  *provisional* zero that says so to the student and why to the instructor, and the next run grades it again.
"""

from __future__ import annotations

from collections.abc import Callable

from collab import course
from collab.grading.box.contract import BoxError, StudentError, notes_of_stops
from collab.grading.reading import source
from collab.grading.reading.cells import grade_id, released
from collab.grading.verdict import Status, Verdict

from .expect import Wrong, meaning
from .session import Session
from .student import Missing

ROUNDS = 4  # at most, for a submission whose box is killed
NO_VERDICT = "The grader itself failed, so this zero is no verdict on your work: tell your instructor."


def settle(session: Session, ask: Callable[[], None]) -> None:
    """Have `ask` put all checks to the session until its verdict stands. An invalid session has its verdict already."""
    session.judged = True
    if session.verdict.invalid:
        return
    before = None
    for _ in range(ROUNDS):
        session.begin()
        ask()
        session.close()
        assert session.box is not None
        session.verdict.notes += notes_of_stops(session.box)
        trouble = session.trouble or session.box.trouble
        if trouble:
            fail(session.verdict, trouble)
            return
        found = session.verdict.as_json()["exercises"]
        if not session.box.killed or found == before:
            return
        before = found


def fail(verdict: Verdict, trouble: str) -> None:
    """Make of a verdict a provisional zero, for that reason."""
    verdict.trouble, verdict.invalid = trouble, NO_VERDICT
    for exercise in verdict.exercises.values():
        exercise.checks.clear()


def explain(error: BaseException, exercise: str) -> tuple[Status, str] | None:
    """Status and message of a check that ended with this exception; None where it is not the submission's failure but the
    suite's own."""
    if isinstance(error, Wrong):
        return "failed", str(error)
    if isinstance(error, Missing):
        return error.status, str(error)
    if isinstance(error, StudentError):
        if error.is_blank:
            return _blank(error, exercise)
        place = f" at {error.where()}" if error.where() else ""
        call = f"`{error.call or exercise}` raised"
        usually = error.cause or ("" if error.is_memory else meaning(error, {}))
        return ("memory" if error.is_memory else "error"), f"{call} {error}{place}." + f"\n{usually}" * bool(usually)
    if isinstance(error, BoxError):
        call = f"`{error.call}`: " if error.call else ""
        return error.status, f"{call}{error}"
    return None


def _blank(error: StudentError, exercise: str) -> tuple[Status, str]:
    """What to say where the line was met that an exercise is released with: nothing written yet, or left behind."""
    lesson = course.lesson(course.exercise(exercise).lesson)
    blank = error.function
    if blank != exercise and blank in lesson.exercises:
        return "error", f"`{exercise}` calls `{blank}`, which is not attempted yet: write that one first."
    given = next((c["source"] for c in released(lesson).cells if grade_id(c) == exercise), "")
    if not error.source or source.gist(error.source) == source.gist(given):
        return "not_attempted", f"`{exercise}` is not attempted yet."
    place = f"Line {error.line}" + (f" of {error.cell}" if error.cell else "")
    own = source.body_around(error.source, error.line)
    if blank == exercise and not own:  # a function of which not a line is written, in whichever edition
        return "not_attempted", f"`{exercise}` is not attempted yet."
    beside = [line for line in own if line not in source.body_around(given, _line_of(given, blank))]
    if beside:
        return (
            "error",
            f"{place} still raises NotImplementedError: delete it. What stands beside it is never reached, or goes for nothing.",
        )
    inside = "" if blank == exercise else f" in `{blank}`"
    return "error", f"{place} still raises NotImplementedError{inside}: that part of `{exercise}` is not written yet."


def _line_of(given: str, function: str) -> int:
    """The line on which the released blank of that function stands."""
    lines = source.blank_lines(given)
    bodies = {line: source.function_around(given, line) for line in lines}
    return next((line for line, name in bodies.items() if name == function), lines[0] if lines else 0)
