"""Whether everything that the lessons need is there: `environment()` in START.ipynb, `collab environment` in a terminal."""

from __future__ import annotations

import html
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from collab import course

NEEDED = ("torch", "pandas", "numpy", "matplotlib", "jupyterlab", "pytest")
ROOM = 0.5  # GB that outputs and downloads may need


@dataclass(frozen=True)
class Row:
    """One thing that was looked at."""

    name: str
    found: str
    good: bool = True


class Environment:
    """What was looked at, each with ✓ or ✗. Shows itself in a notebook and in a terminal."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    @property
    def summary(self) -> str:
        """One line: what to look at, or that all is there."""
        bad = [r.name for r in self.rows if not r.good]
        return f"Look at: {', '.join(bad)}." if bad else "Everything is there. Open lesson 01."

    def __str__(self) -> str:
        return "\n".join([*(f"{'✓' if r.good else '✗'} {r.name:12} {r.found}" for r in self.rows), self.summary])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        body = "".join(
            "<tr>"
            + "".join(
                f"<td style='text-align:left'>{html.escape(cell)}</td>"
                for cell in ("✓" if r.good else "✗", r.name, r.found)
            )
            + "</tr>"
            for r in self.rows
        )
        head = "".join(f"<th scope='col' style='text-align:left'>{h}</th>" for h in ("state", "what", "found"))
        return f"<table><tr>{head}</tr>{body}</table><p>{html.escape(self.summary)}</p>"


def environment() -> Environment:
    """Look at Python, packages, the device for training, the ratings, and the folder that is written to."""
    python = ".".join(map(str, sys.version_info[:3]))
    rows = [
        Row(
            "Python",
            python if sys.version_info >= (3, 10) else f"{python}: 3.10 or later is needed",
            sys.version_info >= (3, 10),
        )
    ]
    for name in NEEDED:
        try:
            rows.append(Row(name, version(name)))
        except PackageNotFoundError:
            rows.append(Row(name, "not installed: run `python start.py` in the course's folder once more", False))
    rows += [_device(), _ratings(), *_folder()]
    return Environment(rows)


def _device() -> Row:
    try:
        from collab.training import pick_device

        return Row("device", f"{pick_device()}: the lessons need no more than a CPU")
    except Exception as e:
        return Row("device", f"PyTorch does not start: {type(e).__name__}: {e}", False)


def _ratings() -> Row:
    from collab.data.catalog import DataError, resolve

    said: list[str] = []
    try:
        source = resolve(say=said.append)
    except (DataError, OSError) as e:
        return Row("ratings", str(e), False)
    return Row("ratings", f"{source.label}, {source.obtained}")


def _folder() -> list[Row]:
    from .progress import file

    try:
        kept = file()
        root = course.root()
    except course.CourseError as e:
        return [Row("course", str(e), False)]
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        probe = kept.with_name(f".{kept.name}.probe")
        probe.write_text("")
        probe.unlink()
        state = Row("progress", f"kept in {kept}")
    except OSError as e:
        state = Row("progress", f"{kept} cannot be written ({e.strerror}): checks work, progress is lost", False)
    free = shutil.disk_usage(Path.cwd()).free / 1e9
    room = Row("disk", f"{free:.1f} GB free" + ": make room" * (free < ROOM), free >= ROOM)
    return [Row("course", str(root)), state, room]
