"""Whether what a check sees in the kernel is what the notebook says, and will say when it is graded.

A kernel keeps what once ran: a cell that was mended into a syntax error, changed and not run, or deleted leaves its old
answer behind, and a check of that would be green over a broken cell.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from collab.grading.box.messages import Raised
from collab.grading.reading.cells import blanks, grade_id, is_test
from collab.grading.reading.magics import magics
from collab.grading.reading.source import defines, gist, names_made, names_used, parses, plain_python
from collab.grading.reading.submission import Cell

from .graded import Graded, file_of, graded, same
from .page import Page
from .ran import Ran, Record

Kind = Literal["", "stopped", "not_run", "changed", "gone", "other"]


@dataclass
class Standing:
    """`kind` is "" where a check may speak; otherwise `message` says what stands in its way.

    `cautions`: what holds in this kernel and not in the notebook when it is graded. `remarks`: what is worth a line and
    changes nothing."""

    kind: Kind = ""
    message: str = ""
    cautions: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def standing(exercise: str, namespace: dict[str, Any], record: Record, page: Page | None) -> Standing:
    """How an exercise's answer stands: in the kernel, in what was run, and in the saved file."""
    ran, file = record.defining(exercise), graded(page, record)
    if ran is None:
        return _never_ran(exercise, namespace, record, page)
    now, why = _text_now(ran, record, page)
    counts = file.makes(exercise, exercise) if file else None
    if now is None and counts is not None and gist(counts) == gist(ran.source):
        now, why = ran.source, ""  # cut and pasted, or brought back by an undo
    if now is None or (not defines(now, exercise) and exercise not in names_made(now)):
        what = why if now is None else "the one that did says something else now"
        if page is not None and any(defines(c["source"], exercise) for c in page.of(exercise)):
            what = "its cell was changed or deleted" if now is None else what  # not every file has the ids of its cells
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
    if counts is not None and _placed(ran, page) and not same(counts, ran.source, exercise):
        return Standing(
            "other",
            f"Several cells define `{exercise}`. In grading the last one above its check counts, and another one is in memory: "
            "run the one that counts, or delete it, then check again.",
        )
    remarks = []
    if ran.error is not None:
        remarks.append(f"Its cell {ran.stop()}. The definition above that line counts; what is below it did not run.")
    return Standing(cautions=list(_of_what_it_uses(exercise, ran, namespace, record, page, file)), remarks=remarks)


def _never_ran(exercise: str, namespace: dict[str, Any], record: Record, page: Page | None) -> Standing:
    if exercise in namespace or page is None:
        return Standing(cautions=list(_from_a_file(exercise, namespace, record)))
    written = [c for c in page.of(exercise) if not blanks(c, exercise) and defines(c["source"], exercise)]
    if written:
        return Standing(
            "not_run",
            f"The cell of `{exercise}` has not been run since the kernel started: click into it, press Shift+Enter, "
            "then check again.",
        )
    if page.of(exercise) and not any(record.last_of(c.get("id", "")) for c in page.of(exercise)):
        return Standing("not_run", f"`{exercise}` is not there yet: fill in its cell, run it, then check.")
    return Standing()


def _from_a_file(name: str, namespace: dict[str, Any], record: Record) -> Iterator[str]:
    found = file_of(namespace.get(name))
    if found is not None and not _written_by_a_cell(found, record):
        yield f"`{name}` comes from {found.name}, and only the notebook itself is handed in: copy it into a cell."


def _written_by_a_cell(file: Path, record: Record) -> bool:
    """Whether a cell writes the file, as it will in grading."""
    asked = (one for ran in record.runs for one in magics(ran.source))
    names = [line.split()[-1] for name, line in asked if name in ("%writefile", "%file") and line.strip()]
    return file.name in {Path(name).name for name in names}


def _placed(ran: Ran, page: Page | None) -> bool:
    """Whether the file knows of this run: its cell is there, or it was saved later."""
    if page is None or not ran.ended:  # a run from before the record began: nobody knows its cell
        return False
    return page.place(ran.cell) >= 0 or page.later(ran)


def _text_now(ran: Ran, record: Record, page: Page | None) -> tuple[str | None, str]:
    """What the cell of a run says now, as far as can be known, and how that is known ("" where it is what was run).

    None for a cell that is no longer there."""
    if not ran.cell:
        return ran.source, ""
    last = record.last_of(ran.cell) or ran
    if page is not None and page.later(last) and (page.lesson or any(c.get("id") for c in page.cells)):
        cell = page.cell(ran.cell)
        if cell is None:
            return None, "its cell was deleted"
        return plain_python(cell["source"]), "saved"
    return last.source, "run" if last is not ran else ""


# --- what an answer uses ---


def _of_what_it_uses(
    exercise: str, ran: Ran, namespace: dict[str, Any], record: Record, page: Page | None, file: Graded | None
) -> Iterator[str]:
    """For each name that an answer needs, however far down: why it is there in this kernel and will not be in grading."""
    yield from _from_a_file(exercise, namespace, record)
    waiting, seen = [(exercise, ran)], {exercise}
    while waiting:
        name, user = waiting.pop()
        for used, at_once in _used(user.source, name).items():
            source = record.defining(used)
            if used in seen:
                continue
            seen.add(used)
            yield from _from_a_file(used, namespace, record)
            if source is None:
                continue
            waiting.append((used, source))
            now, how = _text_now(source, record, page)
            there = file.makes(used, exercise) if file else None
            kept = there is not None and same(there, source.source, used)
            if source.error is not None and used not in source.bound:
                older = f"what was checked is an older `{used}`" if used in namespace else "so it is not there"
                yield f"It uses `{used}`, whose cell {source.stop()}: {older}."
            elif kept:
                if (
                    at_once
                    and source.number > user.number
                    and source.cell != user.cell
                    and _ran_before(record, used, user)
                ):
                    yield f"It was built on `{used}`, whose cell has been run anew since: run the cell of `{name}` again."
            elif file is not None and there is None and file.in_a_demo(used):
                yield f"It uses `{used}`, which a demonstration makes: those do not run in grading."
            elif file is not None and there is None and file.below(used, exercise):
                yield f"It uses `{used}`, which is made below this check: from top to bottom, as in grading, it comes too late."
            elif file is not None and there is None and _gone(source, user, now, used, page):
                yield f"It uses `{used}`, which no cell makes any more."
            elif how and now is not None and gist(now) != gist(source.source):
                yield f"It uses `{used}`, whose cell has been changed since it ran: run that one again."
            elif there is not None and (_placed(source, page) or _outside(source, user)):
                yield f"It uses `{used}`, which was given another value by code that in grading comes later, or never: restart the kernel and run all cells above."


def _gone(source: Ran, user: Ran, now: str | None, used: str, page: Page | None) -> bool:
    deleted = now is None or (used not in names_made(now) and not defines(now, used))
    return deleted or _placed(source, page) or _outside(source, user)


def _outside(source: Ran, user: Ran) -> bool:
    """Whether something ran in no cell, a console's line say, in a frontend that names its cells."""
    return bool(user.cell and source.ended and not source.cell)


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
        # Of the notebook, and not local to a function; from Python 3.12 on a loop in brackets at the top tells its names too.
        asked = names_used(ast.unparse(statement)) - (
            _looped(statement) if isinstance(statement, ast.Assign) else set()
        )
        early = _at_once(statement)
        for node in ast.walk(statement):
            read = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not hasattr(builtins, node.id)
            if isinstance(node, ast.Name) and read and node.id in asked:
                found[node.id] = found.get(node.id, False) or node in early
    return found


def _targets(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return {t.id for t in targets if isinstance(t, ast.Name)}


def _looped(statement: ast.stmt) -> set[str]:
    loops = [node.target for node in ast.walk(statement) if isinstance(node, ast.comprehension)]
    return {n.id for target in loops for n in ast.walk(target) if isinstance(n, ast.Name)}


def _at_once(statement: ast.stmt) -> set[ast.AST]:
    early: list[ast.AST | None] = []
    if isinstance(statement, ast.ClassDef):
        early += [*statement.bases, *statement.decorator_list]
    elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        early += [*statement.decorator_list, *statement.args.defaults, *statement.args.kw_defaults]
    return {node for one in early if one is not None for node in ast.walk(one)}


# --- the cells as a check's messages speak of them ---


@dataclass(frozen=True)
class RunCell(Cell):
    """A cell of a kernel: what a student sees beside it is the number of its run."""

    number: int = 0

    @property
    def name(self) -> str:
        """How a message calls the cell."""
        return f"the cell of {self.exercise}" if self.exercise else f"cell [{self.number}]"


def cells_run(record: Record, page: Page | None) -> tuple[list[Cell], dict[int, Raised], list[Cell]]:
    """The cells of this kernel as a box has them, each as it was run last; what stopped them, by index; and the code cells
    of the file that have not been run since the kernel started."""
    last: dict[str, Ran] = {}
    for ran in record.runs:
        last[ran.cell or f"In [{ran.number}]"] = ran
    cells: list[Cell] = []
    errors = {}
    for number, ran in enumerate(last.values()):
        place = page.place(ran.cell) if page is not None else -1
        index = place if place >= 0 else 10_000 + number
        named = grade_id(page.cells[place]) if page is not None and place >= 0 else ""
        cells.append(RunCell(index, named.removeprefix("check-"), ran.source, number=ran.number))
        if ran.error is not None:
            errors[index] = ran.error
    unrun = []
    if page is not None and record.complete:
        for index, cell in enumerate(page.cells):
            if cell["cell_type"] == "code" and not is_test(cell) and cell.get("id") and cell["id"] not in last:
                unrun.append(Cell(index, grade_id(cell), plain_python(cell["source"])))
    return cells, errors, unrun
