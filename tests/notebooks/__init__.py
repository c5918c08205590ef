"""Notebooks as people leave them: recipes that change today's reference answers, with the points that a kernel shows.

Each is a small function on the notebook of one lesson; its name is the entry's name. `lost`: exercises whose check shows 0, or
the points behind a colon, in a kernel that runs the notebook from top to bottom. `elsewhere`: it was right on its author's platform, which is not here
(Colab, a GPU, another package), so no kernel of ours is asked; `kinder`: the file earns what a run from top to bottom would
not, and a note says why.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from collab import course
from collab.staff import build

Notebook = dict[str, Any]
Recipe = Callable[[Notebook], None]


@dataclass(frozen=True)
class Entry:
    name: str
    lesson: str
    recipe: Recipe
    lost: dict[str, float]  # exercise -> the points that are left of it
    elsewhere: bool
    kinder: bool
    note: str  # a pattern that one of the verdict's notes must match
    says: str  # a pattern that the message of a lost exercise must match

    def notebook(self) -> Notebook:
        made = copy.deepcopy(_source(self.lesson))
        self.recipe(made)
        return made

    def points(self) -> dict[str, float]:
        exercises = course.lesson(self.lesson).exercises.values()
        return {e.id: self.lost.get(e.id, e.points) for e in exercises}


BANK: dict[str, Entry] = {}


def entry(
    lesson: str = "01", *lost: str, elsewhere: bool = False, kinder: bool = False, note: str = "", says: str = ""
) -> Callable[[Recipe], Recipe]:
    """Enter a recipe into the bank; the lesson by its number."""
    lesson_id = next(name for name in course.lessons() if name.startswith(lesson))

    def enter(recipe: Recipe) -> Recipe:
        name = recipe.__name__
        assert name not in BANK, name
        left = {e.partition(":")[0]: float(e.partition(":")[2] or 0) for e in lost}
        BANK[name] = Entry(name, lesson_id, recipe, left, elsewhere, kinder, note, says)
        return recipe

    return enter


# --- what recipes are made of ---


@lru_cache
def _source(lesson_id: str) -> Notebook:
    made: Notebook = json.loads(json.dumps(build.source_notebook(course.lesson(lesson_id))))
    return made


def code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}


def place(nb: Notebook, name: str) -> int:
    ids = [c["metadata"].get("nbgrader", {}).get("grade_id", "") for c in nb["cells"]]
    return ids.index(name)


def answer(nb: Notebook, name: str) -> dict[str, Any]:
    found: dict[str, Any] = nb["cells"][place(nb, name)]
    return found


def body(nb: Notebook, name: str) -> str:
    """An answer without the marks around it."""
    lines = answer(nb, name)["source"].split("\n")
    return "\n".join(line for line in lines if "### " not in line)


def after(nb: Notebook, name: str, *sources: str) -> None:
    at = place(nb, name) + 1
    nb["cells"][at:at] = map(code, sources)


def before(nb: Notebook, name: str, *sources: str) -> None:
    at = place(nb, name)
    nb["cells"][at:at] = map(code, sources)


def at_the_end(nb: Notebook, *sources: str) -> None:
    nb["cells"] += map(code, sources)


def on_top(nb: Notebook, *sources: str) -> None:
    nb["cells"][1:1] = map(code, sources)


from . import cells, magic, platforms, shell, state  # noqa: E402, F401 - they fill the bank
