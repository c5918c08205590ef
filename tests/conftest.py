"""What the tests share: notebooks as students hand them in."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from collab import course
from collab.grading.box import isolation
from collab.grading.box.limits import limits
from collab.staff import build

LESSON = "04_dot_product_bias"
HandIn = Callable[..., Path]

if isolation.can_sandbox(limits().tmpfs):  # what the tests hand in is our own
    os.environ.setdefault("COLLAB_ISOLATION", "limited")
os.environ.setdefault("COLLAB_LIMITS", "cell=8 call=6 train=12")  # endless loops end sooner

# Files of few tests that take minutes: they come first, or one process works on at the end while the others have nothing.
LONG = [f"test_{name}.py" for name in ("damaged", "truth", "same_verdict", "attacks", "lessons", "nothing_lost", "mutants", "nbgrader", "neighbours", "workers", "autograding", "regrade", "chaos", "cluster", "wheel", "docs", "scaffold", "ahead", "platforms")]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


@pytest.fixture(scope="session")
def lesson() -> course.Lesson:
    return course.lesson(LESSON)


@pytest.fixture(scope="session")
def answered(lesson: course.Lesson) -> dict:
    """The lesson's notebook with the reference answers in it."""
    return json.loads(json.dumps(build.source_notebook(lesson)))


@pytest.fixture
def hand_in(tmp_path: Path, answered: dict, lesson: course.Lesson) -> HandIn:
    """hand_in("ada", DotProductBias="source", change=function) -> the path of a notebook with these cells replaced."""

    def write(
        student: str = "someone", change: Callable[[dict], object] | None = None, raw: str | None = None, **cells: str
    ) -> Path:
        notebook = copy.deepcopy(answered)
        for cell in notebook["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if name in cells:
                cell["source"] = cells[name]
        if change:
            notebook = change(notebook) or notebook
        path = tmp_path / "submitted" / student / lesson.id / f"{lesson.id}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(raw if raw is not None else json.dumps(notebook), encoding="utf-8")
        return path

    return write


def cell_of(notebook: dict, name: str) -> dict:
    """The cell with that nbgrader id."""
    return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)
