"""Damaged notebooks, each with the verdict it must get. A recipe is a small function that damages today's reference
answers, so none goes stale; its name is the entry's name and its student's.

`lost`: exercises that get no points, with their status; all others must pass. `says`: the notebook is invalid, with this
in its one sentence. `note`: this is told to student and instructor.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from collab import course
from collab.staff import build

LESSON = "01_embedding_lookup"
NAME = f"{LESSON}.ipynb"

Notebook = dict[str, Any]
Made = bytes | dict[str, bytes] | None  # the file; the files of a folder; None: the notebook as it was changed


@dataclass(frozen=True)
class Entry:
    name: str
    recipe: Callable[[Notebook], Made]
    lost: dict[str, str] = field(default_factory=dict)
    says: str = ""
    note: str = ""

    @property
    def score(self) -> float:
        exercises = course.lesson(LESSON).exercises
        return 0 if self.says else sum(e.points for e in exercises.values() if e.id not in self.lost)

    def write(self, folder: Path) -> None:
        """Write what was handed in into a student's folder of the lesson."""
        notebook = answered()
        made = self.recipe(notebook)
        handed_in = made if isinstance(made, dict) else {NAME: dump(notebook) if made is None else made}
        for name, content in handed_in.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


BANK: dict[str, Entry] = {}


def entry(lost: dict[str, str] | None = None, says: str = "", note: str = "") -> Callable[[Callable], Callable]:
    """Enter a recipe into the bank, with its verdict."""

    def enter(recipe: Callable[[Notebook], Made]) -> Callable[[Notebook], Made]:
        assert recipe.__name__ not in BANK, recipe.__name__
        BANK[recipe.__name__] = Entry(recipe.__name__, recipe, lost or {}, says, note)
        return recipe

    return enter


# --- what recipes start from ---


@lru_cache
def _source(lesson_id: str) -> Notebook:
    return json.loads(json.dumps(build.source_notebook(course.lesson(lesson_id))))


def answered(lesson_id: str = LESSON) -> Notebook:
    """The lesson's notebook with the reference answers, to be changed at will."""
    return copy.deepcopy(_source(lesson_id))


def released() -> Notebook:
    """The lesson's notebook as students get it."""
    return json.loads(course.lesson(LESSON).notebook.read_text(encoding="utf-8"))


def dump(notebook: Any, **options: Any) -> bytes:
    return json.dumps(notebook, indent=1, **options).encode()


def grade_id(cell: dict) -> str:
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def cell_of(notebook: Notebook, name: str) -> dict:
    return next(c for c in notebook["cells"] if grade_id(c) == name)


def place_of(notebook: Notebook, name: str) -> int:
    return notebook["cells"].index(cell_of(notebook, name))


def answer_cells(notebook: Notebook) -> list[dict]:
    return [cell_of(notebook, name) for name in course.lesson(LESSON).exercises]


def code(source: Any, **more: Any) -> dict:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source, **more}


def text(source: Any, **more: Any) -> dict:
    return {"cell_type": "markdown", "metadata": {}, "source": source, **more}


from . import code_recipes, exports, files, folders, structure  # noqa: E402, F401 - they enter their recipes
