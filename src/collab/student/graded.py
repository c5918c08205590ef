"""Which code runs when the notebook is graded as it stands now: its file, with what was run since it was saved.

A kernel keeps the name that was made last. Grading runs the cells from top to bottom, without demonstrations, up to the
check: of several cells that make a name, another one may count there."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import collab
from collab.grading.reading.files import SubmissionError
from collab.grading.reading.source import gist, names_made, parses, plain_python
from collab.grading.reading.submission import Submission, from_notebook

from .page import Page
from .ran import Record


@dataclass(frozen=True)
class Graded:
    """The reading of a notebook that grading would take now."""

    submission: Submission

    def makes(self, name: str, exercise: str) -> str | None:
        """The source of the cell that a name has its value from when the check of `exercise` comes; None where no cell makes it
        until then."""
        cells = self.submission.cells
        above = cells[: self.submission.positions.get(exercise, len(cells))]
        return next((c.source for c in reversed(above) if name in names_made(c.source)), None)

    def below(self, name: str, exercise: str) -> bool:
        """Whether a cell makes the name, but only behind the check."""
        cells = self.submission.cells
        behind = cells[self.submission.positions.get(exercise, len(cells)) :]
        return any(name in names_made(c.source) for c in behind)

    def in_a_demo(self, name: str) -> bool:
        """Whether a cell makes the name that does not run in grading."""
        return any(name in names_made(c.source) for c in self.submission.idle)


def graded(page: Page | None, record: Record) -> Graded | None:
    """None where nobody knows the file, or it is no lesson's."""
    if page is None or page.lesson is None:
        return None
    since = {r.cell: r.source for r in record.runs if r.cell and not page.later(r)}
    found = _read(page, tuple(since.items()))
    return Graded(found) if found else None


class _Identity:
    """A page as a key of the cache: pages are the same object as long as their file is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __hash__(self) -> int:
        return id(self.page)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.page is other.page


def _read(page: Page, since: tuple[tuple[str, str], ...]) -> Submission | None:
    return _cached(_Identity(page), since)


@lru_cache(maxsize=4)
def _cached(key: _Identity, since: tuple[tuple[str, str], ...]) -> Submission | None:
    page, newer = key.page, dict(since)
    # The text that ran is plain Python already: it takes the cell's place only where it says something else.
    cells = [
        c | {"source": newer[i]} if (i := c.get("id")) in newer and plain_python(c["source"]) != newer[i] else c
        for c in page.cells
    ]
    assert page.lesson is not None
    try:
        return from_notebook(str(page.path), {"metadata": {}, "cells": cells}, page.lesson)
    except SubmissionError:
        return None


def same(one: str, other: str, name: str) -> bool:
    """Whether two sources make a name in the same way, whatever else they do."""
    return one == other or _making(one, name) == _making(other, name)


def _making(source: str, name: str) -> str:
    if not parses(source):
        return gist(source)
    body = [s for s in ast.parse(source).body if name in names_made(ast.unparse(s))]
    return gist(ast.unparse(ast.Module(body=body, type_ignores=[])))


def file_of(value: Any) -> Path | None:
    """The student's own file that something was imported or run from; None for what a cell or an installed package made."""
    if isinstance(value, ModuleType):
        name = getattr(value, "__file__", None)
    else:
        parts = [value, *vars(value).values()] if isinstance(value, type) else [value]
        codes = [code for p in parts if (code := getattr(inspect.unwrap(p) if callable(p) else p, "__code__", None))]
        name = codes[0].co_filename if codes else None
    if not isinstance(name, str) or name.startswith("<") or "ipykernel" in name:
        return None
    path = Path(name).absolute()
    installed = [Path(sys.prefix), Path(sys.base_prefix), Path(collab.__file__).parent]
    elsewhere = {"site-packages", "dist-packages"}.intersection(path.parts)
    if elsewhere or any(folder in path.parents for folder in installed) or not path.is_file():
        return None
    return path
