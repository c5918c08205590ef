"""`collab workflow`: a GitHub Actions workflow for students' repositories. GitHub Classroom ended in August 2026; this needs none.

It grades on every push with the students' package, either the one in the repository itself or, with `--package URL`, one that
it fetches and whose SHA-256 it holds: that of `make student` today. No secret is needed, so none can be read by a student's
code. Actions are pinned to commits.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

from collab import course
from collab.storage import write_bytes

from . import student_package

TEMPLATE = Path(__file__).parent / "templates" / "workflow.yml"
FETCH = """\
      - name: Fetch the checks
        run: |
          curl --fail --location --silent --show-error --output "$RUNNER_TEMP/student.zip" '{url}'
          echo '{digest}  '"$RUNNER_TEMP/student.zip" | sha256sum --check
          unzip -q "$RUNNER_TEMP/student.zip" -d "$RUNNER_TEMP/package"
          echo "PACKAGE=$RUNNER_TEMP/package/collaborative-filtering" >> "$GITHUB_ENV"

"""


class WorkflowError(RuntimeError):
    """The workflow cannot be written as asked; the message says why."""


def text(lesson_id: str = "", package: str = "") -> str:
    """The workflow. `lesson_id`: only this lesson; `package`: where the students' package is fetched from.

    Raises WorkflowError for an address that is none."""
    template = TEMPLATE.read_text(encoding="utf-8")
    fetch = ""
    if package:
        if not package.startswith("https://") or any(c in package for c in "'\"\n\\ "):
            raise WorkflowError(f"{package!r} is no https address without quotes and spaces.")
        fetch = FETCH.format(url=package, digest=digest())
    template = template.replace("      # FETCH\n", fetch)
    return template.replace('"LESSONS"', f"lessons/{lesson_id}" if lesson_id else "lessons")


def digest() -> str:
    """The SHA-256 of the students' package as `make student` makes it today."""
    with tempfile.TemporaryDirectory() as folder:
        return hashlib.sha256(student_package.write(Path(folder) / "student.zip").read_bytes()).hexdigest()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")
    parser.add_argument("--lesson", default="", help="grade only this lesson (default: all)")
    parser.add_argument(
        "--package", default="", metavar="URL", help="fetch the students' package from there, checked by its SHA-256"
    )


def command(args: argparse.Namespace) -> int:
    """Write the workflow."""
    made = text(course.lesson(args.lesson).id if args.lesson else "", args.package)
    if args.out:
        write_bytes(args.out, made.encode("utf-8"))
        print(f"{args.out}: put it into each student's repository as .github/workflows/points.yml")
    else:
        sys.stdout.write(made)
    return 0
