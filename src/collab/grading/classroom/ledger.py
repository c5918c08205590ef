"""A class's verdicts in one file, written after every submission, so that a run that was killed can be taken up again.

A verdict is taken over from an earlier run where it would come out the same: the notebook's bytes, everything that
grades it, the isolation and, where one was asked for, the seed are those of today.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import stat
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import collab
from collab import course
from collab.grading.box import tiers
from collab.grading.box.limits import limits
from collab.grading.reading.files import notebooks_below
from collab.grading.verdict import Verdict
from collab.grading.verdict_file import Entry, VerdictFile
from collab.storage import write_json

STALE = 60.0  # seconds after which a half written file of ours is certainly nobody's


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


def fingerprint() -> str:
    """What a verdict depends on besides the submission and the seed: suites, package, released lessons, versions, tier."""
    digest = hashlib.sha256()
    package = Path(collab.__file__).resolve().parent
    files = [
        *package.rglob("*.py"),
        *(course.root() / "grader").glob("*"),
        *(course.root() / "lessons").rglob("*.ipynb"),
    ]
    for path in sorted(f for f in files if f.is_file()):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    for name in ("torch", "numpy", "pandas"):
        try:
            digest.update(f"{name} {version(name)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{name}\0".encode())
    digest.update(f"{platform.python_version()} {tiers.tier()} {limits()}".encode())
    return digest.hexdigest()


class Ledger(VerdictFile):
    """The file of a class's verdicts. With `resume`, what an earlier run has written into it is taken over where it holds."""

    def __init__(self, file: Path | None, many: bool, resume: bool = False) -> None:
        super().__init__(file, many)
        self.earlier: dict[tuple[str, str], Entry] = {}
        self.grader = fingerprint() if file else ""
        if file:
            _remove_stale(file)
        if file and resume and file.exists():
            for entry in _read(file):
                if entry.get("grader") == self.grader and entry.get("content") and not entry.get("provisional"):
                    self.earlier[str(entry.get("submission")), str(entry["content"])] = entry

    def content(self, path: Path) -> str:
        return content(path)

    def take_over(self, path: Path, label: str, seed: int | None) -> Entry | None:
        entry = self.earlier.get((label, content(path)))
        if entry is None or (seed is not None and entry.get("seed") != seed):
            return None
        self.data.append(entry)
        return entry

    def add(self, path: Path, before: str, verdict: Verdict) -> Entry:
        entry = verdict.as_json()
        if self.file:
            entry |= {"content": before if before == content(path) else "", "grader": self.grader}
        self.data.append(entry)
        self.write()
        return entry

    def write(self) -> None:
        """Write everything there is, also what an earlier run has graded and this one has not reached yet."""
        if self.file and self.many:
            reached = {entry["submission"] for entry in self.data}
            rest = [e for e in self.earlier.values() if e["submission"] not in reached]
            write_json(self.file, [*self.data, *rest])
        else:
            super().write()

    def finish(self) -> None:
        """The run is complete: forget submissions that are no longer there."""
        self.earlier.clear()
        self.write()


def _read(file: Path) -> list[Entry]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [entry for entry in (data if isinstance(data, list) else [data]) if isinstance(entry, dict)]


def _remove_stale(file: Path) -> None:
    """Remove what a run that was killed in the middle of writing has left beside the file."""
    for path in file.parent.glob(f".{file.name}.*"):
        try:
            if time.time() - path.stat().st_mtime > STALE:
                path.unlink()
        except OSError:
            pass
