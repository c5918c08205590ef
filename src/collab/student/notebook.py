"""What a student calls in a notebook: `check`, `check_all`, `autocheck` and `hint`. Never a stack trace of ours."""

from __future__ import annotations

import html
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from collab import course
from collab.grading.card import AMBER, GREY, Beside, card, markup, notice, text
from collab.grading.reading.source import names_made
from collab.grading.verdict import CheckResult, CheckStatus, ExerciseResult

from . import page as pages
from . import progress
from .case import Case, NoCase
from .ran import Ran, record
from .standing import Standing, cells_run, standing
from .waiting import waiting

OURS = "The check itself failed, which says nothing about your answer: tell your instructor."
HEADS = {
    "stopped": "not checked, its cell stopped",
    "not_run": "not checked, its cell has not been run",
    "changed": "not checked, its cell was changed",
    "gone": "not checked, no cell defines it any more",
    "other": "not checked, another cell's answer counts",
}


class Score(float):
    """Points, as a float that shows itself as a card: nbgrader reads the number, the student reads the card."""

    exercise: ExerciseResult
    beside: Beside

    def __new__(cls, exercise: ExerciseResult, beside: Beside | None = None) -> Score:
        score = super().__new__(cls, exercise.score)
        score.exercise, score.beside = exercise, beside or Beside()
        return score

    def __repr__(self) -> str:
        return text(self.exercise, beside=self.beside)

    __str__ = __repr__

    def _repr_html_(self) -> str:
        return card(self.exercise, beside=self.beside)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """nbgrader takes a cell's points from its text, so as a notebook's result that is the bare number."""
        printer.text(float.__repr__(self) if _in_a_notebook() else repr(self))


class Scores(list[Score]):
    """Several cards, one below the other."""

    def _repr_html_(self) -> str:
        return "".join(score._repr_html_() for score in self)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self))

    __str__ = __repr__


class _Check:
    """`check("name")`; `check.last` is the call that failed last, to be made again."""

    last: Case | NoCase = NoCase()

    def __call__(self, name: str | Callable[..., Any] = "", seed: int | None = None) -> float | None:
        """Check your answer to the exercise `name` right here. Returns the points as a float that shows itself as a card.

        The verdict is advice for you; the grade comes from the same checks, run elsewhere. `seed` repeats the inputs of an
        earlier check: `check.last.seed`."""
        if os.environ.get("COLLAB_BOX"):  # the grader is running this notebook: it does the checking itself
            return _supposed(name)
        found = _exercise(name, "check")
        if found is None:
            return None
        if seed is not None and not (isinstance(seed, int) and seed >= 0):
            print(f"seed={seed!r} is no seed: take the one of a check that failed, check.last.seed.")
            return None
        try:
            return self._one(found, seed)
        except Exception as e:
            _say(f"{OURS} {html.escape(f'{type(e).__name__}: {e}')}")
            return None

    def _one(self, exercise: course.Exercise, seed: int | None) -> Score | None:
        namespace = _namespace()
        page = pages.find(namespace)
        stands = standing(exercise.id, namespace, record(), page)
        if stands.kind:
            return _not_checked(exercise, stands)
        if unread := pages.lost(namespace, page):
            stands.cautions.append(unread)
        from collab.grading.box.kernel import NotebookBox
        from collab.grading.box.limits import limits
        from collab.grading.grade import check_box
        from collab.grading.judge.session import fresh_seed

        box = NotebookBox(namespace, *cells_run(record(), page), limits())
        seed = fresh_seed() if seed is None else seed
        failed: list[Case] = []

        def keep() -> None:
            if box.called is not None and not failed:
                failed.append(Case(box.called, seed))

        try:
            with waiting(exercise.id):
                path = list(sys.path)
                try:
                    verdict = check_box(exercise.id, box, seed, keep)
                finally:
                    sys.path[:] = path  # pytest puts the suite's folder there, once more each time
        except KeyboardInterrupt:
            where = box.stopped or "; your code was not running just then"
            _say(f"<b>{html.escape(exercise.id)}</b>: you stopped the check{markup(where)}. Nothing was noted.")
            return None
        if verdict.provisional:
            _say(f"{OURS} {html.escape(verdict.trouble)}")
            return None
        result = verdict.exercises[exercise.id]
        if failed:
            self.last = failed[0]
        elif result.status not in ("passed", "not_attempted"):
            self.last = NoCase(
                f"In the check of `{exercise.id}` no single call is to blame: its card says what was asked."
            )
        printed = box.printed.text + " …" * box.printed.more
        mine = page is None or page.lesson is None or exercise.id in page.lesson.exercises
        if mine and not stands.cautions:
            progress.note(result)
        return Score(result, _beside(exercise, result, stands, printed, mine))


check = _Check()


def _supposed(name: object) -> float:
    """Where a notebook is graded: the points of a right answer, for code that reckons with what its author saw."""
    points = dict(part.split("=") for part in os.environ["COLLAB_BOX"].split() if "=" in part)
    return float(points.get(name if isinstance(name, str) else getattr(name, "__name__", ""), 0))


def check_all() -> Scores | None:
    """Check every exercise of this lesson, one card below the other."""
    if os.environ.get("COLLAB_BOX"):
        return None
    lesson = here()
    if lesson is None:
        _say(
            'I cannot tell which lesson this notebook is: check one exercise by its name, as in <code>check("mse")</code>.'
        )
        return None
    scores = (check(name) for name in lesson.exercises)
    return Scores(score for score in scores if isinstance(score, Score))


def here() -> course.Lesson | None:
    """The lesson that this notebook is, where its file or the folder it runs in says so."""
    page = pages.find(_namespace())
    return page.lesson if page else None


def _exercise(name: Any, caller: str) -> course.Exercise | None:
    """The exercise that is meant; says what is wrong where none is."""
    wanted = name if isinstance(name, str) else getattr(name, "__name__", "")
    try:
        if not wanted:
            lesson = here()
            names = ", ".join(lesson.exercises) if lesson else ", ".join(_all())
            raise course.CourseError(f'Which exercise? {caller}("NAME") with one of: {names}.')
        return course.exercise(wanted)
    except course.CourseError as e:
        print(e)
        return None


def _all() -> Iterable[str]:
    return (name for lesson in course.lessons().values() for name in lesson.exercises)


def _not_checked(exercise: course.Exercise, stands: Standing) -> Score:
    status: CheckStatus = "not_attempted" if stands.kind == "not_run" else "error"
    found = CheckResult("can be checked", exercise.points, status, stands.message)
    result = ExerciseResult(exercise.id, exercise.points, [found], expected=2)
    return Score(result, Beside(head=HEADS[stands.kind]))


def _beside(exercise: course.Exercise, result: ExerciseResult, stands: Standing, printed: str, mine: bool) -> Beside:
    after: list[str] = [exercise.why] if exercise.why else []
    if not mine:
        after.append(f"Here it was given; its points belong to lesson {exercise.lesson}.")
    elif not stands.cautions:
        after.append(progress.after(exercise.id))
    words = ""
    if stands.cautions and result.status == "passed":
        words = "right in this kernel, not yet in the notebook"
    return Beside(exercise.hints, tuple(stands.cautions), tuple(after), printed, words, tuple(stands.remarks))


# --- hints ---

_hints_shown: dict[str, int] = {}


def hint(name: str | Callable[..., Any] = "", level: int | None = None) -> None:
    """Show the next hint for the exercise `name`; `level` (1, 2, 3) shows that one."""
    found = _exercise(name, "hint")
    if found is None:
        return
    hints = found.hints
    if level is not None and level not in range(1, len(hints) + 1):
        print(f"`{found.id}` has hints 1 to {len(hints)}: hint({found.id!r}) shows the next one.")
        return
    number = min(level or _hints_shown.get(found.id, 0) + 1, len(hints))
    _hints_shown[found.id] = max(number, _hints_shown.get(found.id, 0))
    print(f"Hint {number} of {len(hints)}: {hints[number - 1]}")


# --- checking by itself ---

_automatic = False


def autocheck(on: bool = True) -> None:
    """From now on, running a cell that defines an exercise's name also checks it; `autocheck(False)` ends that."""
    global _automatic
    if os.environ.get("COLLAB_BOX"):
        return
    shell = _shell()
    if shell is None:
        print("autocheck() works in a notebook.")
        return
    if on and not _automatic:
        shell.events.register("post_run_cell", _after_cell)
    elif not on and _automatic:
        shell.events.unregister("post_run_cell", _after_cell)
    _automatic = on
    print("Running an exercise's cell checks it from now on." if on else "Cells are no longer checked by themselves.")


def _after_cell(result: Any) -> None:
    if not result.success or not record().runs:
        return
    lesson = here()
    names = lesson.exercises if lesson else list(_all())
    ran: Ran = record().runs[-1]
    made = names_made(ran.source)
    from IPython.display import display

    for name in names:
        if name in made and callable(_namespace().get(name)):
            score = check(name)
            if score is not None:
                display(score)


# --- the notebook ---


def _namespace() -> dict[str, Any]:
    """The notebook's own names: IPython's user namespace is `__main__`'s."""
    return vars(sys.modules["__main__"])


def _shell() -> Any:
    """IPython's shell where there is one; IPython is not imported where nobody has."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _in_a_notebook() -> bool:
    """Whether what is displayed can be a page: not in IPython's terminal."""
    return hasattr(_shell(), "kernel")


def _say(page: str, colour: str = AMBER) -> None:
    """A card without a verdict; as text where there is no notebook."""
    if not _in_a_notebook():
        print(html.unescape(page).replace("<b>", "").replace("</b>", "").replace("<code>", "`").replace("</code>", "`"))
        return
    from IPython.display import HTML, display

    display(HTML(notice(page, colour)))


def attend() -> None:
    """What `from collab import check` sets going in a notebook: its runs are followed, and a blank that is run shows a card."""
    shell = _shell()
    if shell is None or getattr(shell, "_collab_attends", False):
        return
    shell._collab_attends = True
    record().watch(shell)
    shell.set_custom_exc((NotImplementedError,), _show_blank)


def _show_blank(shell: Any, kind: type, error: BaseException, trace: Any, tb_offset: int | None = None) -> None:
    """Show a card and no trace where a cell runs into a blank that is not filled yet; the run still stops there."""
    last = traceback.extract_tb(trace)[-1]
    if not (last.line or "").startswith("raise NotImplementedError()"):
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
        return
    inner = list(traceback.walk_tb(trace))[-1][0]
    name = type(inner.f_locals["self"]).__name__ if "self" in inner.f_locals else inner.f_code.co_name
    _say(
        f"<b>{html.escape(name)}</b> is not attempted yet: fill in its cell above, run it, then go on from here.", GREY
    )
