"""`make student`: one zip with everything a student needs and none of the answers. What may go into it, and how the checks
travel, stands in collab.packing.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from collab import course, packing

FILES = ["constraints.txt", "environment.yml", "LICENSE", "pyproject.toml", "setup.py", "start.py"]

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


def files() -> Iterator[tuple[str, bytes]]:
    """Each file of the package: its place in the zip and its bytes, sorted, so that the same course gives the same zip."""
    root = course.root()
    code = (p for room in packing.ROOMS for p in (root / room).glob("*.py"))
    found = {p.relative_to(root).as_posix(): p.read_bytes() for p in [*(root / name for name in FILES), *code]}
    found |= dict(packing.course_files(root))
    yield from sorted(found.items())
    yield "Makefile", (root / "setup.mk").read_bytes()
    yield "README.md", README.encode()


def write(target: Path) -> Path:
    """Write the zip to `target`; everything in it lies below one folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files():
            entry = zipfile.ZipInfo(f"collaborative-filtering/{name}", date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return target
