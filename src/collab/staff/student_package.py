"""`make student`: one zip with everything a student needs and none of the answers.

What is in it is a list of rooms, so that a new one stays here until somebody lets it out. The checks go along, since `check`
runs in the student's own notebook: their inputs are drawn fresh, and their code, which holds the right values, travels
packed. It cannot be read in passing and there is no line in it to copy; whoever unpacks it all the same has done more work
than the exercise asks for, and is graded elsewhere.
"""

from __future__ import annotations

import base64
import textwrap
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from collab import course

FILES = ["constraints.txt", "environment.yml", "LICENSE", "pyproject.toml", "data/README.md"]
FILES += ["grader/course.toml", "grader/pytest.ini"]
FOLDERS = ["lessons", "data/minilens"]  # with everything below them
# Modules that lie directly in these; what is not named is the instructor's.
ROOMS = [
    *("src/collab", "src/collab/data", "src/collab/student"),
    *("src/collab/grading", "src/collab/grading/reading", "src/collab/grading/box", "src/collab/grading/judge"),
]
SUITES = "grader"  # packed, but for what pytest itself reads
UNPACKED = {"conftest.py"}

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
    chosen = [root / name for name in FILES]
    for folder in FOLDERS:
        found = (p for p in (root / folder).rglob("*") if p.is_file())
        chosen += [p for p in found if not any(part.startswith(".") for part in p.relative_to(root).parts)]
    for room in (*ROOMS, SUITES):
        chosen += (root / room).glob("*.py")
    for path in sorted(chosen):
        name = path.relative_to(root).as_posix()
        pack = path.parent == root / SUITES and path.suffix == ".py" and path.name not in UNPACKED
        yield name, packed(path.read_text(encoding="utf-8")) if pack else path.read_bytes()
    yield "Makefile", (root / "setup.mk").read_bytes()
    yield "README.md", README.encode()


def packed(source: str) -> bytes:
    """A module that is this source, compressed: it does the same and shows nothing."""
    code = "\n".join(textwrap.wrap(base64.b64encode(zlib.compress(source.encode(), 9)).decode(), 120))
    return f'''"""Part of the checks, packed: the answers are yours to find."""

import base64
import zlib

_SOURCE = """
{code}
"""
exec(compile(zlib.decompress(base64.b64decode(_SOURCE)), __file__, "exec"))
'''.encode()


def write(target: Path) -> Path:
    """Write the zip to `target`; everything in it lies below one folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files():
            entry = zipfile.ZipInfo(f"collaborative-filtering/{name}", date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return target
