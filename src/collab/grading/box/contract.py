"""What the judge asks of a box, whichever it is: the requests' one door, and the ways in which it can end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Protocol

from collab.grading.reading import magics
from collab.grading.reading.source import names_made, parses
from collab.grading.reading.submission import Cell
from collab.grading.verdict import Tier

from .limits import Limits
from .messages import Malformed, Raised, decode

FORGED = "The answer that came back was malformed: something other than the grader wrote into its channel."
Ending = Literal["timeout", "memory", "crashed"]
Caller = Callable[
    [Any], Any
]  # the judge's side of a candidate: what it was called with, to what it answers; both encoded


class BoxError(Exception):
    """The box did not answer, or not as it should: `status` says which way, the text what was seen."""

    def __init__(self, status: Ending, message: str) -> None:
        super().__init__(message)
        self.status: Ending = status
        self.call = ""  # what was being asked, where it is known


class StudentError(Exception):
    """The student's own code raised: the exception's type and text, and the line of the student's that it came from."""

    def __init__(self, raised: Raised, cell: str = "") -> None:
        self.type, self.message, self.line, self.text = raised.type, raised.message, raised.line, raised.text
        self.bases, self.function = [raised.type, *raised.bases], raised.function
        self.source, self.name, self.index = raised.source, raised.name, raised.cell
        self.cell = cell
        self.call = ""
        self.cause = ""  # what is behind it elsewhere in the notebook, as a sentence
        super().__init__(f"{self.type}: {self.message}" if self.message else self.type)

    @property
    def is_memory(self) -> bool:
        return self.type == "MemoryError" or "can't allocate memory" in self.message

    @property
    def is_blank(self) -> bool:
        """Whether this is the line that an exercise is released with, untouched."""
        if self.type != "NotImplementedError":
            return False
        if self.text:
            return self.text.startswith("raise NotImplementedError")
        return not self.message  # PyTorch raises it too, and says what it lacks

    def where(self) -> str:
        place = f" of {self.cell}" if self.cell else ""
        code = f": `{self.text}`" if self.text else ""
        return f"line {self.line}{place}{code}" if self.line else ""


class Box(Protocol):
    """Where one submission's code is. A box starts on the first request; `close` ends it with everything it started."""

    isolation: Tier
    limits: Limits
    cells: list[Cell]
    cell_errors: dict[int, Raised]  # by the cell's index
    skip: dict[int, BoxError]  # cells that killed the box, by index: only their definitions run from then on
    idle: list[Cell]  # cells that do not run while grading, and whose names nobody has
    unrun: list[Cell]  # cells of the student's own notebook that their kernel has not run; in a box of ours none
    killed: bool  # by a signal that was not ours: its own doing, or somebody's on this machine
    trouble: str  # why the grader itself could not go on, or ""

    def reach(self, position: int) -> None:
        """From the next request on, answer in the state that the first `position` cells leave: as a check in a notebook
        that is run from top to bottom finds it."""

    def request(self, op: str, limit: float, seed: int = 0, called: Caller | None = None, **fields: Any) -> Any:
        """One request, answered within `limit` seconds, as plain data. Raises StudentError or BoxError.

        `called` answers the calls of a candidate that the judge keeps; while it does, it may make requests of its own."""

    def close(self) -> None: ...


def student_error(raised: Any, box: Box) -> StudentError:
    """A box's error reply, checked, with the student's name for the cell. Raises BoxError where it is malformed."""
    try:
        error = decode(Raised, raised)
    except Malformed:
        raise BoxError("crashed", FORGED) from None
    made = StudentError(error, next((c.name for c in box.cells if c.index == error.cell), ""))
    if error.type in ("NameError", "UnboundLocalError") and error.name:
        made.cause = whence(error.name, box)
    return made


def whence(name: str, box: Box) -> str:
    """Why a name is not there although the notebook gives it to something, or ""."""
    for cell in box.cells:
        stopped = stop_of(cell, box)
        if stopped and name in names_made(cell.source):
            return f"`{name}` was to come from {cell.name}, which {stopped}."
    for cell in box.unrun:
        if name in names_made(cell.source):
            return f"`{name}` comes from {cell.name}, which has not been run since the kernel started: run it first."
    for cell in box.idle:
        if name in names_made(cell.source):
            return f"`{name}` comes from {cell.name}, a demonstration: those do not run where this is graded."
    return lost_by_magic(name, box.cells)


def lost_by_magic(name: str, cells: list[Cell]) -> str:
    """Which of IPython's magics a name fell victim to, or might have come from, or ""."""
    made = [i for i, cell in enumerate(cells) if name in names_made(cell.source)]
    for i, cell in enumerate(cells):
        for magic, line in magics.magics(cell.source):
            called = magics.shown(magic, line)
            if magics.deletes(magic, line, name) and any(k <= i for k in made) and not any(k > i for k in made):
                return f"{called} in {cell.name} deletes `{name}`, which is needed below it."
            if magics.brings_names(magic, line) and not made:
                return f"Was `{name}` to come from {called} in {cell.name}? Only the notebook itself is handed in: copy what you need of it into a cell."
    return ""


def stop_of(cell: Cell, box: Box) -> str:
    """What stopped a cell, as the end of a sentence, or ""."""
    if cell.index in box.skip:
        return f"never finished ({str(box.skip[cell.index]).rstrip('.')})"
    error = box.cell_errors.get(cell.index)
    if error is None:
        return ""
    place = f" at line {error.line}" + (f", `{error.text}`" if error.text else "") if error.line else ""
    if error.type == "ModuleNotFoundError" and error.name:
        return f"stopped{place}: {error.name.split('.')[0]} is not installed where this is graded"
    what = f"{error.type}: {error.message}" if error.message else error.type
    return f"stopped{place} ({what})"


def notes_of_stops(box: Box) -> list[str]:
    """For each cell that stopped, blanks apart, what stopped it and what counts all the same."""
    stops = [(cell, stop_of(cell, box)) for cell in box.cells]
    blank = {i for i, e in box.cell_errors.items() if e.type == "NotImplementedError" and not e.message}
    return [
        f"{cell.title} {stop}. {'Its imports and definitions count all the same.' if parses(cell.source) else 'Nothing of it has run.'}"
        for cell, stop in stops
        if stop and cell.index not in blank
    ]
