"""What a student calls in a notebook: `check("name")` and `hint("name")`. Never a stack trace of ours."""

from __future__ import annotations

import html
import os
import sys
import traceback
from typing import Any

from collab import course
from collab.grading.card import GREY, card, frame
from collab.grading.verdict import ExerciseResult

from . import progress


class Score(float):
    """Points, as a float that shows itself as a card: nbgrader reads the number, the student reads the card."""

    exercise: ExerciseResult

    def __new__(cls, exercise: ExerciseResult) -> Score:
        score = super().__new__(cls, exercise.score)
        score.exercise = exercise
        return score

    def _repr_html_(self) -> str:
        return card(self.exercise)


def check(name: str) -> Score | None:
    """Check your answer to the exercise `name` right here. Returns the points as a float that shows itself as a card.

    The verdict is advice for you; the grade comes from the same checks, run elsewhere."""
    if os.environ.get("COLLAB_BOX"):  # the grader is running this notebook: it does the checking itself
        return None
    from collab.grading.grade import check_namespace

    try:
        exercise = course.exercise(name)
    except course.CourseError as e:
        print(e)
        return None
    verdict = check_namespace(exercise.id, _namespace())
    if verdict.provisional:
        print(f"The check itself failed, which says nothing about your answer: tell your instructor. {verdict.trouble}")
        return None
    progress.note(verdict.exercises[name])
    return Score(verdict.exercises[name])


_hints_shown: dict[str, int] = {}


def hint(name: str, level: int | None = None) -> None:
    """Show the next hint for the exercise `name`; `level` (1, 2, 3) shows that one."""
    try:
        hints = course.exercise(name).hints
    except course.CourseError as e:
        print(e)
        return
    number = min(level or _hints_shown.get(name, 0) + 1, len(hints))
    _hints_shown[name] = max(number, _hints_shown.get(name, 0))
    print(f"Hint {number} of {len(hints)}: {hints[number - 1]}")


def _namespace() -> dict[str, Any]:
    """The notebook's own names: IPython's user namespace is `__main__`'s."""
    return vars(sys.modules["__main__"])


# --- a blank that is run ---


def quiet_blanks() -> None:
    """In a notebook, show a card and no trace where a cell runs into a blank that is not filled yet.

    The run still stops there: the cell counts as failed. Any other exception is shown as always."""
    shell = _shell()
    if shell is not None:
        shell.set_custom_exc((NotImplementedError,), _show_blank)


def _shell() -> Any:
    """IPython's shell where there is one; IPython is not imported where nobody has."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _show_blank(shell: Any, kind: type, error: BaseException, trace: Any, tb_offset: int | None = None) -> None:
    last = traceback.extract_tb(trace)[-1]
    if not (last.line or "").startswith("raise NotImplementedError()"):
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
        return
    inner = list(traceback.walk_tb(trace))[-1][0]
    name = type(inner.f_locals["self"]).__name__ if "self" in inner.f_locals else inner.f_code.co_name
    page = f"<b>{html.escape(name)}</b> is not attempted yet: fill in its cell above, run it, then go on from here."
    from IPython.display import HTML, display

    display(HTML(f"<div style='{frame(GREY)}'>{page}</div>"))
