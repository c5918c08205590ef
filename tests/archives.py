"""Archives as learning management systems write them, for tests: a name or a path in the archive, and the notebook in it."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from functools import lru_cache
from pathlib import Path

from collab import course
from collab.staff import build

from .conftest import LESSON

NAME = f"{LESSON}.ipynb"


def notebook(mark: str, lesson: str = LESSON, answers: bool = True) -> bytes:
    """A notebook of the lesson with all its answers, told apart from others by a mark in it."""
    if not answers:
        return course.lesson(lesson).notebook.read_bytes()
    made = json.loads(_answered(lesson))
    made["cells"][0]["source"] += f"\n\nhanded in: {mark}"
    return json.dumps(made).encode()


@lru_cache
def _answered(lesson: str) -> str:
    return json.dumps(build.source_notebook(course.lesson(lesson)))


def mark(file: Path) -> str:
    """The mark of a notebook that `notebook` made, "" where there is none."""
    text = json.loads(file.read_text(encoding="utf-8"))["cells"][0]["source"]
    return "".join(text).partition("handed in: ")[2]


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return buffer.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as pack:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            pack.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def of(folder: Path) -> dict[str, str]:
    """Student -> the mark of the one notebook in submitted/STUDENT/LESSON."""
    found = {}
    for place in sorted(folder.glob(f"*/{LESSON}")):
        (file,) = place.glob("*.ipynb")
        found[place.parent.name] = mark(file)
    return found
