"""What a verdict depends on: the submission's bytes and everything that grades it, each as one SHA-256.

A lesson's fingerprint holds what its verdicts can depend on and no more: a change in another lesson's suite, in a hint or
in a report makes no verdict stale. The points are not in it, they are compared by themselves (staleness.py), nor is the
isolation.
"""

from __future__ import annotations

import ast
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
    "pictures.py",
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


def fingerprint(lesson_id: str = "", exercise: str = "") -> str:
    """The SHA-256 of what grades a lesson: its suite and what suites share, its released notebook, the package, versions
    and limits. Without a lesson, of what grades any of them; of one exercise alone, without the checks of the others."""
    grader, lessons = course.root() / "grader", list(course.lessons())
    others = {course.lesson(name).suite.name for name in lessons if lesson_id and name != lesson_id}
    files = [f for f in grader.rglob("*") if f.name not in ("course.toml", *others) and "__pycache__" not in f.parts]
    files += [course.lesson(name).notebook for name in lessons if not lesson_id or name == lesson_id]
    digest = hashlib.sha256(f"{_package()} {limits()}".encode())
    for path in sorted(f for f in files if f.is_file()):
        alone = exercise and path == course.lesson(lesson_id).suite
        digest.update(f"{path.name}\0".encode() + (_checks_of(path, exercise) if alone else path.read_bytes()))
    return digest.hexdigest()


def _checks_of(suite: Path, exercise: str) -> bytes:
    """A suite's code without the classes that check other exercises, but for those that what is left speaks of."""
    body = ast.parse(suite.read_bytes()).body
    others = [s for s in body if isinstance(s, ast.ClassDef) and _exercise(s) not in ("", exercise)]
    kept = [s for s in body if s not in others]
    while needed := [s for s in others if s.name in _names(kept)]:
        kept += needed
        others = [s for s in others if s not in needed]
    return ast.unparse(ast.Module([s for s in body if s in kept], [])).encode()


def _exercise(checks: ast.ClassDef) -> str:
    """The exercise that a class of checks is about: `exercise = "mse"`, or `exercise, kind = "mse", "function"`."""
    for line in checks.body:
        if isinstance(line, ast.Assign) and "exercise" in _names([line]):
            target, value = line.targets[0], line.value
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                value = next(v for t, v in zip(target.elts, value.elts, strict=True) if ast.unparse(t) == "exercise")
            return str(ast.literal_eval(value))
    return ""


def _names(code: list[ast.stmt]) -> set[str]:
    return {n.id for s in code for n in ast.walk(s) if isinstance(n, ast.Name)}


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
