"""`collab gradescope LESSON --out ZIP`: an autograder as Gradescope takes it, one zip for one programming assignment.

As gradescope-autograders.readthedocs.io says it ("Autograder Specifications"): `setup.sh` and `run_autograder` at the zip's root, which become
/autograder/source; the submission is in /autograder/submission, the points go to /autograder/results/results.json. Each check
is a test there, and `output` says under which isolation the work was graded.

The zip holds the students' package, so no answers: where no sandbox can be made, which is so in Docker's default profile, a
submission can read what is beside it.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from pathlib import Path

from collab import course
from collab.storage import write_bytes

from . import student_package

SCRIPTS = Path(__file__).parent / "templates" / "gradescope"


def write(lesson: course.Lesson, target: Path) -> Path:
    """Write the zip for one lesson. Raises OSError."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in student_package.files():
            _add(archive, name, data)
        for name in ("setup.sh", "run_autograder"):
            text = (SCRIPTS / name).read_text(encoding="utf-8").replace('"LESSON"', f'"{lesson.id}"')
            _add(archive, name, text.encode(), executable=True)
    write_bytes(target, out.getvalue())
    return target


def _add(archive: zipfile.ZipFile, name: str, data: bytes, executable: bool = False) -> None:
    """The same course gives the same zip, so no dates."""
    entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, (0o755 if executable else 0o644) << 16
    entry.create_system = 3  # the permissions above are Unix's
    archive.writestr(entry, data)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson")
    parser.add_argument("--out", type=Path, required=True, metavar="ZIP")


def command(args: argparse.Namespace) -> int:
    """Write the zip and say what to do with it."""
    lesson = course.lesson(args.lesson)
    student_package.check()
    print(write(lesson, args.out))
    print(
        f"In Gradescope: a programming assignment of {lesson.points:g} points, written questions not counted, Configure Autograder, upload this file. "
        "Gradescope's containers allow no sandbox as a rule: the results say `limited`, and what that means."
    )
    return 0
