"""What this kernel has run: each cell's text as it was run last, and how that ended. IPython's events tell."""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from collab.grading.box.errors import raised
from collab.grading.box.messages import Raised
from collab.grading.reading.source import defines, names_made, plain_python

from . import where

LONGEST = 5_000  # runs; older ones are forgotten
_NOTHING = object()


@dataclass(frozen=True)
class Ran:
    """One run of one cell."""

    cell: str  # the cell's id, "" where the frontend sends none
    source: str  # as Python reads it
    number: int  # of In [number]
    ended: float  # seconds since 1970
    error: Raised | None = None
    bound: frozenset[str] = frozenset()  # names that it gave to something, as far as it came
    file: where.Stamp | None = None  # the notebook's file, as it was when the run was asked for

    def stop(self) -> str:
        """What stopped it and where, as the end of a sentence; "" where it ran through."""
        if self.error is None:
            return ""
        place = f" at line {self.error.line}" + f", `{self.error.text}`" * bool(self.error.text)
        what = f"{self.error.type}: {self.error.message}" if self.error.message else self.error.type
        return f"stopped{place * bool(self.error.line)} ({what})"


@dataclass
class Record:
    """All runs since the kernel started, the oldest first."""

    runs: list[Ran] = field(default_factory=list)
    complete: bool = False  # whether it was there from the kernel's first cell on
    _before: dict[str, Any] = field(default_factory=dict)
    _file: where.Stamp | None = None
    # Of the last run: when it was asked for by the frontend's clock, when it began by this one's, seconds between.
    _asked: tuple[datetime, float, float] | None = None

    def last_of(self, cell: str) -> Ran | None:
        """The last run of the cell of that id."""
        return next((r for r in reversed(self.runs) if r.cell == cell), None) if cell else None

    def defining(self, name: str) -> Ran | None:
        """The last run of a cell that was to give `name` to something, also where it never came to that."""
        return next(
            (r for r in reversed(self.runs) if defines(r.source, name) or name in names_made(r.source)),
            None,
        )

    # --- told by IPython ---

    def watch(self, shell: Any) -> None:
        """Have IPython tell of every run from here on. What was run before is known by its text alone."""
        earlier = list(getattr(shell, "user_ns", {}).get("In", []))[1:]
        self.runs = [Ran("", plain_python(s), n, 0.0, None, frozenset(names_made(s))) for n, s in enumerate(earlier, 1)]
        self.complete = len(earlier) <= 1  # the cell that runs now, whose end is still to come
        if self.runs:
            self.runs.pop()
        self._shell = shell
        shell.events.register("pre_run_cell", self._begins)
        shell.events.register("post_run_cell", self._ended)

    def _begins(self, info: Any) -> None:
        self._file = self._file_when_asked()
        names = names_made(plain_python(info.raw_cell or ""))
        self._before = {name: self._shell.user_ns.get(name, _NOTHING) for name in names}

    def _file_when_asked(self) -> where.Stamp | None:
        """The file's stamp; NEVER where it was saved while the run waited in the queue: its text is older than the file."""
        now = where.stamp(where.named(self._shell.user_ns))
        waited = self._waited()
        return where.NEVER if now and waited > 0.2 and now[0] / 1e9 > time.time() - waited + 0.2 else now

    def _waited(self) -> float:
        """Seconds that a run waited for those before it, as when all cells are run: two clocks, and of each only differences."""
        parent: dict[str, Any] = self._shell.get_parent() if hasattr(self._shell, "get_parent") else {}
        date = parent.get("header", {}).get("date")
        if not isinstance(date, datetime):
            return 0.0
        began, waited = time.monotonic(), 0.0
        if self._asked is not None:
            before, began_before, waited_before = self._asked
            waited = max(0.0, waited_before + began - began_before - (date - before).total_seconds())
        self._asked = date, began, waited
        return waited

    def _ended(self, result: Any) -> None:
        info = result.info
        if info is None or info.silent:
            return
        source = plain_python(info.raw_cell or "")
        error = result.error_before_exec or result.error_in_exec
        names, here = names_made(source), self._shell.user_ns
        bound = {n for n in names if n in here and (error is None or here[n] is not self._before.get(n, _NOTHING))}
        told = None
        if error is not None:
            told = _told(error, source)
        # The counter has moved on already where the run is in the history.
        number = self._shell.execution_count - bool(info.store_history)
        self.runs.append(Ran(info.cell_id or "", source, number, time.time(), told, frozenset(bound), self._file))
        del self.runs[:-LONGEST]


def _told(error: BaseException, source: str) -> Raised:
    """What stopped a cell, with the line of the cell itself: not of a function in another cell."""
    told = raised(error)
    if isinstance(error, SyntaxError):
        line = error.lineno or 0
    else:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.name == "<module>"]
        line = next((f.lineno or 0 for f in frames if "ipykernel" in f.filename or "<ipython" in f.filename), 0)
    lines = source.splitlines()
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return Raised(**(vars(told) | {"line": line, "text": text[:200], "source": source[:20_000]}))


_record: Record | None = None


def record() -> Record:
    """This kernel's record; outside of IPython one that stays empty."""
    global _record
    if _record is None:
        _record = Record()
    return _record
