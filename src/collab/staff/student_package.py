"""`make student`: one zip with everything a student needs and none of the answers. What may go into it, and how the checks
travel, stands in collab.packing.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from collab import course, packing

from . import build, front_door

FILES = ["constraints.txt", "environment.yml", "LICENSE", "pyproject.toml", "setup.py", "start.py"]

README = """\
# Collaborative filtering in plain PyTorch: the student's package

You need Python 3.10 or later. Unpack this folder somewhere of your own, open a terminal in it, and:

    python start.py         (Windows: py start.py; where there is no `python`: python3 start.py)

The first time this makes an environment, `.venv`, in this folder and installs PyTorch and Jupyter into it: it says how much is
downloaded, and takes some minutes. Then JupyterLab opens on the lessons; the next time at once. If something was in the way,
start it again: it goes on where it stopped. Conda users: `conda env create -f environment.yml`, then `jupyter lab lessons`.

In a notebook, fill a cell that says `# YOUR CODE HERE`, run it, and run the one below it.

| you call | it does |
|---|---|
| `check("NAME")` | says whether your answer is right, and if not, what the mistake is |
| `hint("NAME")` | helps in three steps, from a nudge to nearly the line |
| `progress()` | shows your points and what comes next |
| `check_all()` | checks all of this lesson |
| `check.last` | is the call that failed, to be made again: `case = check.last`, `case()`, `case.args` |
| `autocheck()` | from then on checks each exercise when you run its cell |
| `submit()` | grades the saved notebook as your instructor will, and writes the one file to hand in |

In a terminal (`.venv/bin/collab`, on Windows `.venv\\Scripts\\collab`):

| command | what it does |
|---|---|
| `collab grade NOTEBOOK` | gives the verdict on the saved file, as your instructor will get it |
| `collab submit LESSON` | does the same, warns of what is not saved, not run or not answered, and writes the one file to hand in |
| `collab progress` | is `progress()` |

A check in the notebook is advice; the grade comes from the same checks, run on your file.
"""


def files() -> Iterator[tuple[str, bytes]]:
    """Each file of the package: its place in the zip and its bytes, sorted, so that the same course gives the same zip."""
    root = course.root()
    code = [p for room in packing.ROOMS for p in (root / room).glob("*.py")]
    code += (root / "src/collab/student/jupyter").rglob("*.json")
    found = {p.relative_to(root).as_posix(): p.read_bytes() for p in [*(root / name for name in FILES), *code]}
    found |= dict(packing.course_files(root))
    yield from sorted(found.items())
    yield "Makefile", (root / "setup.mk").read_bytes()
    yield "README.md", README.encode()


def check() -> None:
    """Raises BuildError where lessons/ holds something else than a build puts there: what somebody has tried out, with their
    answers, would go to everybody."""
    folder, lessons = course.root() / "lessons", list(course.lessons().values())
    changed = build.stale(lessons) + front_door.stale()
    built = {lesson.notebook for lesson in lessons} | {folder / name for name in front_door.names()}
    files = (p for p in folder.rglob("*") if p.is_file())
    more = [p for p in files if p not in built and not any(part.startswith((".", "__")) for part in p.relative_to(folder).parts)]  # fmt: skip
    if changed or more:
        said = [f"changed: {', '.join(changed)}"] * bool(changed)
        said += [f"not of the course: {', '.join(sorted(str(p.relative_to(folder)) for p in more))}"] * bool(more)
        raise build.BuildError(
            f"lessons/ is not as built ({'; '.join(said)}), and nothing was packed: answers in there would go to everybody. Put aside "
            "what is yours, then run `collab build`."
        )


def write(target: Path) -> Path:
    """Write the zip to `target`; everything in it lies below one folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files():
            entry = zipfile.ZipInfo(f"collaborative-filtering/{name}", date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return target
