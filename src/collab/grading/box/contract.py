"""What the judge asks of a box, whichever it is: the requests' one door, and the ways in which it can end."""

from __future__ import annotations

from typing import Any, Literal, Protocol

from collab.grading.reading.submission import Cell
from collab.grading.verdict import Tier

from .limits import Limits
from .messages import Malformed, Raised, decode

FORGED = "The answer that came back was malformed: something other than the grader wrote into its channel."
Ending = Literal["timeout", "memory", "crashed"]


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
        self.cell = cell
        self.call = ""
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
    skip: dict[int, BoxError]  # cells that killed the box, by index: they are left out from then on
    killed: bool  # by a signal that was not ours: its own doing, or somebody's on this machine
    trouble: str  # why the grader itself could not go on, or ""

    def reach(self, position: int) -> None:
        """From the next request on, answer in the state that the first `position` cells leave: as a check in a notebook
        that is run from top to bottom finds it."""

    def request(self, op: str, limit: float, seed: int = 0, **fields: Any) -> Any:
        """One request, answered within `limit` seconds, as plain data. Raises StudentError or BoxError."""

    def close(self) -> None: ...


def student_error(raised: Any, cells: list[Cell]) -> StudentError:
    """A box's error reply, checked, with the student's name for the cell. Raises BoxError where it is malformed."""
    try:
        error = decode(Raised, raised)
    except Malformed:
        raise BoxError("crashed", FORGED) from None
    return StudentError(error, next((c.name for c in cells if c.index == error.cell), ""))
