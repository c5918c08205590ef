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

from . import where
from .ran import Ran, record

BEING_SAVED = 25  # looks at a file that cannot be read, 20 ms apart: Jupyter empties it before it writes
SAVED_LATER = 0.2  # seconds: a file that was saved with the run's own outputs is no later than the run


@dataclass(frozen=True)
class Page:
    """A notebook's file."""

    path: Path
    saved: float  # seconds since 1970
    lesson: course.Lesson | None  # None: no lesson of this course
    cells: list[NotebookCell]
    stamp: where.Stamp

    def later(self, ran: Ran) -> bool:
        """Whether the file was written since that run was asked for."""
        if ran.file is None:  # nobody knew the file then
            return self.saved > ran.ended + SAVED_LATER
        return self.stamp != ran.file

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
    """The running notebook's file, None where nobody says which it is, or it cannot be read.

    Jupyter's server or VS Code names it; elsewhere it is the one notebook of the course that lies in the folder in which
    the kernel runs. One that was renamed since is the one beside it that has most of the cells which this kernel ran."""
    path = where.named(namespace)
    if path is not None and path.exists():
        page = _page(path)
        if page is not None:
            where.found(path.absolute())  # not what a link leads to
        return page
    page = _searched(path)
    if page is not None:
        where.found(page.path)
    return page


def lost(namespace: dict[str, Any], page: Page | None) -> str:
    """What to say where the notebook has a file and nobody can read what it says now; "" elsewhere."""
    path = where.named(namespace)
    if page is not None or path is None or not (path.exists() or where.was_found()):
        return ""
    return (
        f"The notebook's file, {path.name}, cannot be found or read, so nobody knows what it says now: save the notebook; "
        "where it was moved, or given another name, restart the kernel and run all cells; then try again."
    )


def _searched(named: Path | None) -> Page | None:
    # Of each cell the last text: ids alone are those of other lessons too, and no file has all that was ever tried.
    ran = {r.cell: r.source for r in record().runs if r.cell}
    for _ in range(BEING_SAVED):
        pages, unread = _beside(named.parent if named is not None else Path.cwd())
        if named is not None:
            pages = [page for page in pages if 2 * _known(page, set(ran.items())) > len(ran)]
        if pages or not unread:
            return pages[0] if len(pages) == 1 else None
        time.sleep(0.02)
    return None


def _known(page: Page, ran: set[tuple[str, str]]) -> int:
    """How many of the cells that were run, by id and text, stand in a page."""
    return len(ran & {(c.get("id", ""), plain_python(c["source"])) for c in page.cells if c["cell_type"] == "code"})


def _beside(folder: Path) -> tuple[list[Page], bool]:
    """The course's notebooks that lie in a folder, of its first 20, and whether there is one that cannot be read."""
    try:
        files = [p for p in folder.glob("*.ipynb") if not p.name.startswith(".")]
    except OSError:
        return [], False
    pages = [_page(p, looks=1) for p in files[:20]]
    return [page for page in pages if page and page.lesson], None in pages


def _page(path: Path, looks: int = BEING_SAVED) -> Page | None:
    path = path.resolve() if path.is_symlink() else path.absolute()
    for look in range(looks):
        time.sleep(0.02 * bool(look))
        stamp = where.stamp(path)
        page = _read(path, stamp) if stamp else None
        if page is not None or stamp is None:
            return page
    return None


def whole(path: Path) -> tuple[bytes, float]:
    """A notebook's bytes, and when they were saved, in seconds since 1970; where Jupyter is just saving it, as it is then.
    Raises OSError."""
    _page(path)
    with path.open("rb") as file:
        return file.read(), os.fstat(file.fileno()).st_mtime


@lru_cache(maxsize=32)
def _read(path: Path, stamp: where.Stamp) -> Page | None:
    try:
        notebook = load_notebook(path)
    except SubmissionError:
        return None
    try:
        lesson = find_lesson(path, notebook)
    except (SubmissionError, course.CourseError):
        lesson = None
    return Page(path, stamp[0] / 1e9, lesson, notebook["cells"], stamp)
