"""`make student`: one zip with everything a student needs and none of the answers.

The checks are in it, since `check` runs in the student's own notebook; all their inputs are drawn fresh, so there is
nothing in them to copy from. Solutions, the tests and their bank, the sample class and the instructor's files stay here.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from collab import course

FILES = ["constraints.txt", "environment.yml", "LICENSE", "pyproject.toml", "data/README.md"]
FOLDERS = ["lessons", "grader", "data/minilens", "src/collab"]
# Modules for the instructor: they hold answers, or work on files that are not in the package.
LEFT_OUT = {
    "sample_class.py",
    "truth.py",
    "demo.py",
    "report.py",
    "results.py",
    "build.py",
    "student_package.py",
    "classroom.py",
}

README = """\
# Collaborative filtering in plain PyTorch: the student's package

You need Python 3.10 or later. Unpack this folder somewhere of your own, open a terminal in it, and:

    make lab

The first time this installs PyTorch and Jupyter into `.venv` (some minutes); then Jupyter opens on the lessons. Start with
the first one. Without `make` (Windows):

    py -m venv .venv
    .venv\\Scripts\\pip install -c constraints.txt -e .
    .venv\\Scripts\\jupyter lab lessons

After each cell that you fill, run the one below it: `check("...")` tells you whether it is right, and if not, what the mistake
is. `hint("...")` helps in three steps. `progress()` shows how far you are. Hand in the notebook files themselves.
"""


def files() -> Iterator[tuple[Path, str]]:
    """Each file of the package with its place in the zip, sorted, so that the same course gives the same zip."""
    root = course.root()
    chosen = [root / name for name in FILES]
    for folder in FOLDERS:
        chosen += [
            p
            for p in (root / folder).rglob("*")
            if p.is_file() and not any(part.startswith((".", "__pycache__")) for part in p.relative_to(root).parts)
        ]
    for path in sorted(chosen):
        if not (path.name in LEFT_OUT and "src" in path.relative_to(root).parts):
            yield path, path.relative_to(root).as_posix()
    yield root / "setup.mk", "Makefile"


def write(target: Path) -> Path:
    """Write the zip to `target`; everything in it lies below one folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in files():
            _add(archive, name, path.read_bytes())
        _add(archive, "README.md", README.encode())
    return target


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(f"collaborative-filtering/{name}", date_time=(2020, 1, 1, 0, 0, 0))
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    archive.writestr(entry, data)
