"""What the notebook says: its file, as the student last saved it. A kernel knows what it ran, and only the file what stands
there now."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from collab import course
from collab.grading.reading.cells import NotebookCell, checked, exercises_in, grade_id
from collab.grading.reading.files import SubmissionError, load_notebook
from collab.grading.reading.source import plain_python
from collab.grading.reading.submission import find_lesson

from .ran import record

BEING_SAVED = 25  # looks at a file that was changed just now and cannot be read, 20 ms apart
JUST_NOW = 2.0  # seconds


@dataclass(frozen=True)
class Page:
    """A notebook's file."""

    path: Path
    saved: float  # seconds since 1970
    lesson: course.Lesson | None  # None: no lesson of this course
    cells: list[NotebookCell]

    def cell(self, cell_id: str) -> NotebookCell | None:
        """The cell with that id, or None."""
        return next((c for c in self.cells if c.get("id") == cell_id), None) if cell_id else None

    def place(self, cell_id: str) -> int:
        """Which of all cells, counted from 0; -1 where there is none of that id."""
        return next((i for i, c in enumerate(self.cells) if c.get("id") == cell_id), -1) if cell_id else -1

    def check_of(self, exercise: str) -> int:
        """Where the check of an exercise stands, -1 where nowhere."""
        marked = [i for i, c in enumerate(self.cells) if grade_id(c) == f"check-{exercise}" or checked(c) == exercise]
        return marked[0] if marked else -1

    def of(self, exercise: str) -> list[NotebookCell]:
        """The code cells that answer an exercise, or are its blank."""
        if self.lesson is None:
            return []
        return [c for c in self.cells if c["cell_type"] == "code" and exercise in exercises_in(c, self.lesson)]


def find(namespace: dict[str, Any]) -> Page | None:
    """The running notebook's file, None where nobody says which it is.

    Jupyter's server names it (JPY_SESSION_NAME), VS Code too; elsewhere it is the one notebook of the course that lies in
    the folder in which the kernel runs. One that was renamed since the kernel started is the one beside it that has
    most of the cells which this kernel ran."""
    named = os.environ.get("JPY_SESSION_NAME") or namespace.get("__vsc_ipynb_file__")
    if not (isinstance(named, str) and named):
        return _only(_beside(Path.cwd()))
    if os.path.exists(named):
        return _page(Path(named))
    ran = {(r.cell, r.source) for r in record().runs if r.cell}  # ids alone are those of other lessons too
    pages = [(_known(page, ran), page) for page in _beside(Path(named).parent)]
    return _only([page for known, page in pages if 2 * known > len(ran)])


def _known(page: Page, ran: set[tuple[str, str]]) -> int:
    """How many of the cells that were run, by id and text, stand in a page."""
    return len(ran & {(c.get("id", ""), plain_python(c["source"])) for c in page.cells if c["cell_type"] == "code"})


def _beside(folder: Path) -> list[Page]:
    """The course's notebooks that lie in a folder, of its first 20."""
    try:
        found = [p for p in folder.glob("*.ipynb") if not p.name.startswith(".")]
    except OSError:
        return []
    return [page for page in (_page(p) for p in found[:20]) if page and page.lesson]


def _only(pages: list[Page]) -> Page | None:
    return pages[0] if len(pages) == 1 else None


def _page(path: Path) -> Page | None:
    try:
        for _ in range(BEING_SAVED):
            now = path.stat()
            page = _read(path.absolute(), now.st_mtime_ns, now.st_size)
            if page is not None or abs(time.time() - now.st_mtime) > JUST_NOW:
                return page
            time.sleep(0.02)  # Jupyter empties the file before it writes: a check can come between
    except OSError:
        pass
    return None


def whole(path: Path) -> bytes:
    """A notebook's bytes; where Jupyter is just saving it, those that it has then. Raises OSError."""
    _page(path)
    return path.read_bytes()


@lru_cache(maxsize=32)
def _read(path: Path, saved: int, size: int) -> Page | None:
    # The size is for the cache alone: a file can be read half and be whole within the same tick of the clock.
    try:
        notebook = load_notebook(path)
    except SubmissionError:
        return None
    try:
        lesson = find_lesson(path, notebook)
    except (SubmissionError, course.CourseError):
        lesson = None
    return Page(path, saved / 1e9, lesson, notebook["cells"])
