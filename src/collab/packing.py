"""What of this house a student may have, and how the checks travel. Read by setup.py (the wheel) and by `collab student` (the
zip), so it needs nothing but Python.

What is in either is a list of rooms, so that a new one stays here until somebody lets it out. The checks go along, since
`check` runs in the student's own notebook: their inputs are drawn fresh, and their code, which holds the right values,
travels packed. It cannot be read in passing and there is no line in it to copy; whoever unpacks it all the same has done more
work than the exercise asks for, and is graded elsewhere.
"""

from __future__ import annotations

import base64
import textwrap
import zlib
from collections.abc import Iterator
from pathlib import Path

# Modules that lie directly in these; what is not named is the instructor's.
ROOMS = [
    *("src/collab", "src/collab/data", "src/collab/student"),
    *("src/collab/grading", "src/collab/grading/reading", "src/collab/grading/judge"),
    *("src/collab/grading/box", "src/collab/grading/box/instruments"),
]
SUITES = "grader"  # packed, but for what pytest itself reads
UNPACKED = {"conftest.py"}
COURSE_FILES = ["data/README.md", "grader/course.toml", "grader/pytest.ini"]
COURSE_FOLDERS = ["lessons", "data/minilens"]  # with everything below them

HEAD = '"""Part of the checks, packed: the answers are yours to find."""\n'


def course_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Each file of the course in `root` that is no code of the package's: its place, with slashes, and its bytes; sorted."""
    chosen = [root / name for name in COURSE_FILES]
    for folder in COURSE_FOLDERS:
        found = (p for p in (root / folder).rglob("*") if p.is_file())
        chosen += [p for p in found if not any(part.startswith((".", "__")) for part in p.relative_to(root).parts)]
    chosen += (root / SUITES).glob("*.py")
    for path in sorted(chosen):
        suite = path.suffix == ".py" and path.parent == root / SUITES and path.name not in UNPACKED
        yield path.relative_to(root).as_posix(), packed(path.read_text("utf-8")) if suite else path.read_bytes()


def packed(source: str) -> bytes:
    """A module that is this source, compressed: it does the same and shows nothing. What is packed already stays as it is."""
    if source.startswith(HEAD):
        return source.encode()
    code = "\n".join(textwrap.wrap(base64.b64encode(zlib.compress(source.encode(), 9)).decode(), 120))
    return f'''{HEAD}
import base64
import zlib

_SOURCE = """
{code}
"""
exec(compile(zlib.decompress(base64.b64decode(_SOURCE)), __file__, "exec"))
'''.encode()
