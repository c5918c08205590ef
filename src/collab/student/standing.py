"""Whether what a check sees in the kernel is what the notebook says, and will say when it is graded.

A kernel keeps what once ran: a cell that was mended into a syntax error, changed and not run, or deleted leaves its old
answer behind, and a check of that would be green over a broken cell.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from collab.grading.box.messages import Raised
from collab.grading.reading.cells import blanks, grade_id, is_test
from collab.grading.reading.source import defines, gist, names_made, parses, plain_python
from collab.grading.reading.submission import Cell

from .page import Page
from .ran import Ran, Record

Kind = Literal["", "stopped", "not_run", "changed", "gone"]
SAVED_LATER = 0.2  # seconds: a file that was saved with the run's own outputs is no later than the run


@dataclass
class Standing:
    """`kind` is "" where a check may speak; otherwise `message` says what stands in its way.

    `cautions`: what holds in this kernel and not in the notebook when it is run from top to bottom."""

    kind: Kind = ""
    message: str = ""
    cautions: list[str] = field(default_factory=list)


def standing(exercise: str, namespace: dict[str, Any], record: Record, page: Page | None) -> Standing:
    """How an exercise's answer stands: in the kernel, in what was run, and in the saved file."""
    ran = record.defining(exercise)
    if ran is None:
        return _never_ran(exercise, namespace, page)
    now, why = _text_now(ran, record, page)
    if now is None or (not defines(now, exercise) and exercise not in names_made(now)):
        what = why if now is None else "the one that did says something else now"
        if page is not None and any(defines(c["source"], exercise) for c in page.of(exercise)):
            return Standing(
                "changed", f"What is in memory is not what the notebook says ({what}): run the cell of `{exercise}`."
            )
        return Standing(
            "gone",
            f"No cell defines `{exercise}` any more: {what}. What is in memory is gone when the kernel restarts.",
        )
    if why and gist(now) != gist(ran.source):
        return Standing("changed", f"The cell of `{exercise}` has been changed since it ran: run it, then check again.")
    if ran.error is not None and exercise not in ran.bound:
        older = " What is in memory is an older answer, not what the cell says now." if exercise in namespace else ""
        return Standing("stopped", f"The cell of `{exercise}` {ran.stop()}.{older} Mend it, run it, then check again.")
    if exercise not in namespace:
        return Standing("gone", f"`{exercise}` was defined, and something deleted it since: run its cell again.")
    cautions = []
    if ran.error is not None:
        cautions.append(f"Its cell {ran.stop()}; the definition above that line counts, what is below it did not run.")
    return Standing(cautions=cautions + list(_of_what_it_uses(exercise, ran, record, page)))


def _never_ran(exercise: str, namespace: dict[str, Any], page: Page | None) -> Standing:
    if exercise in namespace or page is None:
        return Standing()
    written = [c for c in page.of(exercise) if not blanks(c, exercise) and defines(c["source"], exercise)]
    if written:
        return Standing(
            "not_run",
            f"The cell of `{exercise}` has not been run since the kernel started: click into it, press Shift+Enter, "
            "then check again.",
        )
    if page.of(exercise):
        return Standing("not_run", f"`{exercise}` is not there yet: fill in its cell, run it, then check.")
    return Standing()


def _text_now(ran: Ran, record: Record, page: Page | None) -> tuple[str | None, str]:
    """What the cell of a run says now, as far as can be known, and how that is known ("" where it is what was run).

    None for a cell that is no longer there."""
    if not ran.cell:
        return ran.source, ""
    last = record.last_of(ran.cell) or ran
    if page is not None and page.saved > last.ended + SAVED_LATER and any(c.get("id") for c in page.cells):
        cell = page.cell(ran.cell)
        if cell is None:
            return None, "its cell was deleted"
        return plain_python(cell["source"]), "saved"
    return last.source, "run" if last is not ran else ""


# --- what an answer uses ---


def _of_what_it_uses(exercise: str, ran: Ran, record: Record, page: Page | None) -> Iterator[str]:
    """For each name that an answer needs, however far down: why it is there in this kernel and will not be in grading."""
    check = page.check_of(exercise) if page is not None else -1
    waiting, seen = [(exercise, ran)], {exercise}
    while waiting:
        name, user = waiting.pop()
        for used, at_once in _used(user.source, name).items():
            source = record.defining(used)
            if used in seen or source is None:
                continue
            seen.add(used)
            waiting.append((used, source))
            now, how = _text_now(source, record, page)
            place = page.place(source.cell) if page is not None else -1
            if source.error is not None and used not in source.bound:
                yield f"It uses `{used}`, whose cell {source.stop()}: what was checked is an older `{used}`."
            elif now is None or (used not in names_made(now) and not defines(now, used)):
                yield f"It uses `{used}`, which no cell makes any more."
            elif how and gist(now) != gist(source.source):
                yield f"It uses `{used}`, whose cell has been changed since it ran: run that one again."
            elif page is not None and 0 <= check < place and not _made_above(page, used, check):
                yield f"It uses `{used}`, which is made below this check: from top to bottom, as in grading, it comes too late."
            elif (
                at_once and source.number > user.number and source.cell != user.cell and _ran_before(record, used, user)
            ):
                yield f"It was built on `{used}`, whose cell has been run anew since: run the cell of `{name}` again."


def _made_above(page: Page, name: str, check: int) -> bool:
    codes = (c for c in page.cells[:check] if c["cell_type"] == "code" and not is_test(c))
    return any(name in names_made(plain_python(c["source"])) for c in codes)


def _ran_before(record: Record, name: str, user: Ran) -> bool:
    """Whether another text made the name when `user` ran than does now."""
    before = next((r for r in reversed(record.runs) if r.number < user.number and name in names_made(r.source)), None)
    now = record.defining(name)
    return before is not None and now is not None and gist(before.source) != gist(now.source)


def _used(source: str, name: str) -> dict[str, bool]:
    """The names that a definition of a cell looks up outside of itself, and whether at once, when its cell runs (a base
    class, a decorator, a default), rather than when it is called."""
    if not parses(source):
        return {}
    found: dict[str, bool] = {}
    for statement in ast.parse(source).body:
        if getattr(statement, "name", "") != name and name not in _targets(statement):
            continue
        own = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
        own |= {a.arg for a in ast.walk(statement) if isinstance(a, ast.arg)}
        early = _at_once(statement)
        for node in ast.walk(statement):
            read = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not hasattr(builtins, node.id)
            if isinstance(node, ast.Name) and read and (node.id not in own or node in early):
                found[node.id] = found.get(node.id, False) or node in early
    return found


def _targets(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return {t.id for t in targets if isinstance(t, ast.Name)}


def _at_once(statement: ast.stmt) -> set[ast.AST]:
    early: list[ast.AST | None] = []
    if isinstance(statement, ast.ClassDef):
        early += [*statement.bases, *statement.decorator_list]
    elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        early += [*statement.decorator_list, *statement.args.defaults, *statement.args.kw_defaults]
    return {node for one in early if one is not None for node in ast.walk(one)}


# --- the cells as a check's messages speak of them ---


def cells_run(record: Record, page: Page | None) -> tuple[list[Cell], dict[int, Raised], list[Cell]]:
    """The cells of this kernel as a box has them, each as it was run last; what stopped them, by index; and the code cells
    of the file that have not been run since the kernel started."""
    last: dict[str, Ran] = {}
    for ran in record.runs:
        last[ran.cell or f"In [{ran.number}]"] = ran
    cells, errors = [], {}
    for number, ran in enumerate(last.values()):
        place = page.place(ran.cell) if page is not None else -1
        index = place if place >= 0 else 10_000 + number
        named = grade_id(page.cells[place]) if page is not None and place >= 0 else ""
        cells.append(Cell(index, named.removeprefix("check-"), ran.source))
        if ran.error is not None:
            errors[index] = ran.error
    unrun = []
    if page is not None and record.complete:
        for index, cell in enumerate(page.cells):
            if cell["cell_type"] == "code" and not is_test(cell) and cell.get("id") and cell["id"] not in last:
                unrun.append(Cell(index, grade_id(cell), plain_python(cell["source"])))
    return cells, errors, unrun
