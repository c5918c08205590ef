"""What one cell of a notebook is: an answer, a check, a demonstration; recognised with its metadata or without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from collab import course

from .files import load_notebook
from .source import blank_lines, defines, only_checks, only_defines, plain_python

DEMO = re.compile(r"\s*# demo\b")  # a cell that starts so trains on the full data or draws; the grader does not run it
_CHECK_LINE = re.compile(r"""^\s*check\(\s*["'](\w+)["']\s*\)\s*;?\s*$""")

NotebookCell = dict[str, Any]  # as reading.py cleans it: cell_type, source, metadata


def grade_id(cell: NotebookCell) -> str:
    """nbgrader's id of a cell, or ""."""
    info = cell["metadata"].get("nbgrader")
    name = info.get("grade_id") if isinstance(info, dict) else None
    return name if isinstance(name, str) else ""


def checked(cell: NotebookCell) -> str:
    """The exercise whose check a cell is, by its text alone, or ""."""
    lines = [line for line in cell["source"].splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = _CHECK_LINE.match(lines[0]) if len(lines) == 1 else None
    return found.group(1) if found and cell["cell_type"] == "code" else ""


def is_test(cell: NotebookCell) -> bool:
    """Whether the cell is a check, also one that was edited or is of an older edition."""
    info = cell["metadata"].get("nbgrader")
    graded = isinstance(info, dict) and bool(info.get("grade")) and not info.get("solution")
    return graded or grade_id(cell).startswith("check-") or bool(checked(cell))


def is_demo(cell: NotebookCell) -> bool:
    """Whether the cell is a demonstration: starting with the comment that survives lost metadata, or tagged so; but a cell
    that was emptied, tag and all, and now holds nothing but definitions is its author's."""
    if DEMO.match(cell["source"]):
        return True
    tags = cell["metadata"].get("tags")
    return isinstance(tags, list) and "demo" in tags and not only_defines(plain_python(cell["source"]))


def blanks(cell: NotebookCell, exercise: str) -> int:
    """How many blanks of an exercise still hold, in this cell, the line that they are released with."""
    return len(blank_lines(plain_python(cell["source"]), exercise))


def exercises_in(cell: NotebookCell, lesson: course.Lesson) -> list[str]:
    """The exercises that a cell answers: those that it defines, else the one whose id it carries."""
    if checked(cell):
        return []
    defined = [name for name in lesson.exercises if defines(cell["source"], name)]
    return defined or [name for name in lesson.exercises if name == grade_id(cell)]


def squeeze(source: str) -> str:
    """A source without white space, to tell whether two cells hold the same."""
    return re.sub(r"\s+", "", source)


@dataclass(frozen=True)
class Released:
    """A lesson's notebook as it was given out."""

    cells: list[NotebookCell]
    edition: str
    given: frozenset[str]  # the squeezed sources of cells that are no exercise
    demos: frozenset[str]  # of those, the demonstrations

    def runs(self, cell: NotebookCell) -> bool:
        """Whether a cell runs while grading as a matter of course: code, no demonstration, more than a check."""
        if cell["cell_type"] != "code" or is_demo(cell):
            return False
        if is_test(cell) and only_checks(plain_python(cell["source"])):
            return False
        return squeeze(cell["source"]) not in self.demos


def released(lesson: course.Lesson) -> Released:
    """The lesson's notebook as given out; one without cells where there is none yet."""
    if not lesson.notebook.is_file():
        return Released([], "", frozenset(), frozenset())
    return _read(lesson.notebook, lesson.notebook.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _when: int) -> Released:
    notebook = load_notebook(path)
    given = [cell for cell in notebook["cells"] if not grade_id(cell)]
    return Released(
        notebook["cells"],
        edition(notebook),
        frozenset(squeeze(cell["source"]) for cell in given),
        frozenset(squeeze(cell["source"]) for cell in given if is_demo(cell)),
    )


def edition(notebook: dict[str, Any]) -> str:
    """The edition of the lesson that a notebook was made from, or ""."""
    about = notebook["metadata"].get("collab")
    name = about.get("edition") if isinstance(about, dict) else None
    return name if isinstance(name, str) else ""
