"""Moodle's "Upload multiple feedback files in a zip": one folder a student, `FULL NAME_NUMBER_assignsubmission_file_/feedback.html`.

As Moodle's import reads it (mod/assign/feedback/file/importziplib.php): a folder's name is cut at underscores, the second part must be the
participant's number of this assignment, and the third and fourth name the plugin that it was downloaded from. The number is in
the grading worksheet.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from collab.storage import write_bytes

from . import pairing
from .classbook import Classbook

PLUGIN = "assignsubmission_file_"


def write(book: Classbook, feedback: Path, sheet: pairing.Sheet, target: Path) -> tuple[int, dict[str, str]]:
    """Write the archive of all feedback pages below `feedback`. Returns how many, and who is left out and why. Raises OSError."""
    found = pairing.pair(book.graded, sheet)
    without = dict(found.unknown)
    out = BytesIO()
    written = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for student in book.graded:
            row = found.row_of.get(student.id)
            if row is None:
                continue
            page = feedback / student.id / book.lesson.id / f"{book.lesson.id}.html"
            number = re.sub(r"\D", "", sheet.get(row, "identifier"))
            if not page.is_file():
                without[student.id] = f"there is no {page}: run `nbgrader generate_feedback {book.lesson.id}`"
            elif not number:
                without[student.id] = "no number in the worksheet's column Identifier"
            else:
                name = plain(sheet.get(row, "full name") or student.name)
                archive.writestr(f"{name}_{number}_{PLUGIN}/feedback.html", page.read_bytes())
                written += 1
    write_bytes(target, out.getvalue())
    return written, without


def plain(name: str) -> str:
    """A name as part of a folder's: without what Moodle cuts at, and what no folder's name may hold."""
    return " ".join(re.sub(r'[_/\\:*?"<>|\x00-\x1f]', " ", name).split()) or "student"
