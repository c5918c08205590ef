"""What a verdict depends on: the submission's bytes and everything that grades it, each as one SHA-256.

A lesson's fingerprint holds what its verdicts can depend on and no more: a change in another lesson's suite, in a hint or
in a report makes no verdict stale. The points are not in it, they are compared by themselves (staleness.py), nor is the
isolation.
"""

from __future__ import annotations

import hashlib
import os
import platform
import stat
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import collab
from collab import course
from collab.grading.box.limits import limits
from collab.grading.reading.files import notebooks_below

# Rooms and files of the package that no verdict comes from: what an instructor or a notebook sees of it.
NO_PART = (
    "staff",
    "student",
    "grading/classroom",
    "cli.py",
    "plots.py",
    "grading/card.py",
    "grading/verdict_file.py",
    "grading/formats.py",
)


def content(path: Path) -> str:
    """The SHA-256 of a notebook's bytes, of a folder's those of all notebooks in it; "" for what is no plain file and so
    can't be said to be unchanged."""
    digest = hashlib.sha256()
    try:
        for file in notebooks_below(path) if path.is_dir() else [path]:
            if not stat.S_ISREG(os.lstat(file).st_mode):
                return ""
            digest.update(f"{file.relative_to(path)}\0".encode() if path.is_dir() else b"")
            digest.update(file.read_bytes())
    except OSError:
        return ""
    return digest.hexdigest()


def fingerprint(lesson_id: str = "") -> str:
    """The SHA-256 of what grades a lesson: its suite and what suites share, its released notebook, the package, versions
    and limits. Without a lesson, of what grades any of them."""
    grader, lessons = course.root() / "grader", list(course.lessons())
    others = {course.lesson(name).suite.name for name in lessons if lesson_id and name != lesson_id}
    files = [f for f in grader.rglob("*") if f.name not in ("course.toml", *others) and "__pycache__" not in f.parts]
    files += [course.lesson(name).notebook for name in lessons if not lesson_id or name == lesson_id]
    digest = hashlib.sha256(f"{_package()} {limits()}".encode())
    for path in sorted(f for f in files if f.is_file()):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


@lru_cache
def _package() -> str:
    """The package as this process has loaded it, and the versions that numbers depend on."""
    digest, package = hashlib.sha256(platform.python_version().encode()), Path(collab.__file__).resolve().parent
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if not name.startswith(NO_PART):
            digest.update(f"{name}\0".encode() + path.read_bytes())
    for name in ("torch", "numpy", "pandas"):
        try:
            digest.update(f"{name} {version(name)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{name}\0".encode())
    return digest.hexdigest()
