"""`collab export LESSON --to SYSTEM`: final points, late penalties and hand-given points included, in the form that a system takes.

Each form is a plugin of nbgrader's, so that `nbgrader export --exporter=collab.staff.export.Canvas` works as well; the
docstring of each names what its form was read from. Only students with a grade are written: an empty field would delete, in
Canvas, what is there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Unicode

from collab import course
from collab.grading.verdict import shown
from collab.storage import write_bytes

from . import analysis, classbook, feedback_archive, pairing
from .classbook import Classbook, Student
from .report_page import as_csv


class ExportError(RuntimeError):
    """Nothing was written; the message says why and what to do."""


class Export(ExportPlugin):
    """What the forms share: one lesson's class, who of it is written, and the file."""

    roster = Unicode("", help="the system's own file: whose ids are used, and columns kept").tag(config=True)
    zeros = Bool(False, help="write 0 for who handed nothing in (default: no row)").tag(config=True)
    scale = Bool(False, help="scale the points to what the roster's file says the assignment is out of").tag(
        config=True
    )
    default_to = "grades.csv"

    def export(self, gradebook: Gradebook) -> None:
        """Write the lesson's points to `to`. Raises ExportError, ClassError or SheetError; then nothing is written."""
        names = [str(name) for name in self.assignment]
        if len(names) != 1:
            raise ExportError("This export is of one lesson: name it, --assignment \"['04_dot_product_bias']\".")
        url = gradebook.engine.url.render_as_string(hide_password=False)
        self.book = classbook.marks(course.lesson(names[0]), url)
        wanted = {str(name) for name in self.student}
        self.students = [s for s in self.book.students if (s.graded or self.zeros) and (not wanted or s.id in wanted)]
        self.left_out: dict[str, str] = {}
        target = Path(self.to or self.default_to)
        write_bytes(target, as_csv(self.rows(), escape=False).encode("utf-8"))
        self.log.info("%d students in %s", len(self.students) - len(self.left_out), target)
        for student, why in self.left_out.items():
            self.log.error("%s is not in the file: %s", student, why)

    def rows(self) -> list[list[Any]]:
        """Header and rows, in the form's own order."""
        raise NotImplementedError

    def paired(self, sheet: pairing.Sheet) -> list[tuple[Student, list[str]]]:
        """Each student with their row of the roster's file; who has none is kept in `left_out`."""
        found = pairing.pair(self.students, sheet)
        self.left_out |= found.unknown
        return [(s, found.row_of[s.id]) for s in self.students if s.id in found.row_of]

    def points(self, student: Student, out_of: str = "") -> str:
        """Final points, two decimals. `out_of`: what the system says the assignment is worth, "" where it does not.

        Raises ExportError where that is not what the lesson is worth, unless they are to be scaled."""
        try:
            theirs = float(out_of.replace(",", ".")) if out_of.strip() else self.book.maximum
        except ValueError:
            theirs = self.book.maximum  # "(read only)", a scale's name
        if theirs == self.book.maximum or not theirs:
            return shown(student.total)
        if not self.scale:
            raise ExportError(
                f"The lesson has {shown(self.book.maximum)} points, the assignment in the roster's file {shown(theirs)}: set it to "
                f"{shown(self.book.maximum)} there and export the file again, or give --scale."
            )
        return shown(student.total * theirs / self.book.maximum)


class Csv(Export):
    """nbgrader's own columns (`nbgrader.plugins.export.CsvExportPlugin` 0.9), then each exercise and question; quoted as RFC 4180
    says, which nbgrader's is not. With a roster's file, `roster_id` is the first id in it."""

    def rows(self) -> list[list[Any]]:
        names = [*self.book.lesson.exercises, *self.book.lesson.questions]
        head = ["assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"]
        rows: list[list[Any]] = [
            [
                *head,
                "raw_score",
                "late_submission_penalty",
                "score",
                "max_score",
                *names,
                "set_by_hand",
                "not_graded_yet",
            ]
        ]
        ids: dict[str, str] = {}
        if self.roster:
            sheet = pairing.read(Path(self.roster))
            ids = {
                s.id: next((v for c in pairing.IDS if (v := sheet.get(row, c))), "") for s, row in self.paired(sheet)
            }
            rows[0].append("roster_id")
        for s in self.students:
            marks: list[Any] = [s.marks[n].points if n in s.marks else "" for n in names]
            raw = sum(m.points for m in s.marks.values())
            by_hand = " ".join(m.name for m in s.marks.values() if m.set_by_hand)
            row: list[Any] = [
                self.book.lesson.id,
                self.book.due or "",
                s.handed_in_at or "",
                s.id,
                s.last,
                s.first,
                s.email,
            ]
            row += [raw, s.penalty, s.total, self.book.maximum, *marks, by_hand, " ".join(s.waiting)]
            rows.append([*row, ids.get(s.id, "")] if self.roster else row)
        self.left_out.clear()  # they are in the file, without a roster_id
        return rows


class Canvas(Export):
    """Canvas's gradebook import, as its importer reads it (canvas-lms, lib/gradebook_importer.rb, and the Instructor Guide's "How
    do I import grades in the Gradebook?"): `Student`, `ID`, then `SIS User ID` and `SIS Login ID`, `Section`, one column for
    the assignment, a row `Points Possible`. A student is found by Canvas's ID, else by SIS ids, else by name.

    The roster is the gradebook exported from Canvas: its ids are kept, and its column for this assignment, `Title (ID)`, is
    found by the lesson's id or title. Without one, SIS User ID is the gradebook's id, and the import makes a new assignment."""

    title = Unicode("", help="the assignment's title in Canvas (default: the lesson's id or title)").tag(config=True)

    def rows(self) -> list[list[Any]]:
        if not self.roster:
            head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
            people = [(s, [_last_first(s), "", s.id, s.email or s.id, ""]) for s in self.students]
            column, worth = self.title or self.book.lesson.title, ""
        else:
            sheet = pairing.read(Path(self.roster))
            last = sheet.column("section")
            if last < 2 or sheet.column("id") < 1:
                raise ExportError(
                    f"{self.roster} is not Canvas's gradebook: its columns Student, ID and Section are looked for. Export it in "
                    "Canvas: Grades, Export, Export Entire Gradebook."
                )
            head = sheet.header[: last + 1]
            people = [(s, row[: last + 1]) for s, row in self.paired(sheet)]
            column = self._column(sheet.header[last + 1 :])
            worth = next((sheet.get(row, column) for row in sheet.rows if "Points Possible" in row[0]), "")
        possible = shown(self.book.maximum) if not (self.scale and worth) else worth
        rows: list[list[Any]] = [[*head, column], ["    Points Possible", *[""] * (len(head) - 1), possible]]
        return rows + [[*row, self.points(s, worth)] for s, row in people]

    def _column(self, columns: Sequence[str]) -> str:
        """The assignment's column in Canvas's file, or the title of one to be made."""
        lesson = self.book.lesson
        names = [pairing.fold(n) for n in ([self.title] if self.title else [lesson.title, lesson.id])]
        found = [c for c in columns if any(n in pairing.fold(c) for n in names)]
        if len(found) > 1:
            raise ExportError(f"Several columns of {self.roster} could be meant: {', '.join(found)}. Give --title.")
        return found[0] if found else self.title or lesson.title


class Moodle(Export):
    """Moodle's offline grading worksheet (mod/assign/feedback/offline/importgradeslib.php, and "Offline grading worksheet" in
    docs.moodle.org's Assignment settings): rows are found by `Identifier`, and `Grade` and `Last modified (grade)` must be there. The
    roster is the worksheet itself (Submissions, Download grading worksheet); its columns are kept, `Grade` is filled in.

    Without one, the form of "Grade import" (docs.moodle.org): `ID number`, `Email address` and the lesson's points; on
    import, map one of the two to the user and the last to the assignment."""

    def rows(self) -> list[list[Any]]:
        if not self.roster:
            head = ["ID number", "First name", "Last name", "Email address", self.book.lesson.title]
            return [head, *([s.id, s.first, s.last, s.email, self.points(s)] for s in self.students)]
        sheet = worksheet(Path(self.roster))
        at = sheet.column("grade")
        rows: list[list[Any]] = [sheet.header]
        for student, row in self.paired(sheet):
            rows.append([*row[:at], self.points(student, sheet.get(row, "maximum grade")), *row[at + 1 :]])
        return rows


def worksheet(path: Path) -> pairing.Sheet:
    """Moodle's grading worksheet. Raises ExportError where a column is missing that Moodle's import needs."""
    sheet = pairing.read(path)
    missing = [c for c in ("Identifier", "Grade", "Last modified (grade)") if sheet.column(c) < 0]
    if missing:
        raise ExportError(
            f"{path} is not Moodle's grading worksheet: {', '.join(missing)} missing. Switch Moodle to English, then in the "
            "assignment: Submissions, Download grading worksheet."
        )
    return sheet


class Gradescope(Export):
    """The columns of Gradescope's own "Download Grades": `First Name`, `Last Name`, `SID`, `Email`, `Total Score`, `Max Points`, `Status`,
    `Submission Time`, `Lateness (H:M:S)`, then `N: exercise (points pts)`. Gradescope documents no import of points: this is for what
    reads its downloads. To have points in Gradescope itself, grade there: `collab gradescope LESSON`.

    The roster is the one that is downloaded from Gradescope: its SID and e-mail are kept."""

    def rows(self) -> list[list[Any]]:
        lesson = self.book.lesson
        names = [*lesson.exercises, *lesson.questions]
        worth = {**{n: e.points for n, e in lesson.exercises.items()}, **lesson.questions}
        head = ["First Name", "Last Name", "SID", "Email", "Total Score", "Max Points", "Status", "Submission Time"]
        columns = [f"{i}: {n} ({shown(worth[n])} pts)" for i, n in enumerate(names, 1)]
        rows: list[list[Any]] = [[*head, "Lateness (H:M:S)", *columns]]
        known = {s.id: [s.first, s.last, s.id, s.email] for s in self.students}
        if self.roster:
            sheet = pairing.read(Path(self.roster))
            if sheet.column("sid") < 0 or sheet.column("email") < 0:
                raise ExportError(
                    f"{self.roster} is not Gradescope's roster: columns SID and Email are looked for. Roster, Download Roster."
                )
            known = {}
            for s, row in self.paired(sheet):
                first, last = sheet.get(row, "first name") or s.first, sheet.get(row, "last name") or s.last
                known[s.id] = [first, last, sheet.get(row, "sid"), sheet.get(row, "email")]
        for s in self.students:
            if s.id in known:
                marks = [shown(s.marks[n].points) if n in s.marks else "" for n in names]
                status = "Missing" if not s.graded else "Ungraded" if s.waiting else "Graded"
                total = [shown(s.total), shown(self.book.maximum), status, s.handed_in_at or "", self._late(s)]
                rows.append([*known[s.id], *total, *marks])
        return rows

    def _late(self, student: Student) -> str:
        seconds = int(student.late)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}" if student.handed_in_at else ""


def _last_first(student: Student) -> str:
    return f"{student.last}, {student.first}" if student.last and student.first else student.name


FORMS: dict[str, type[Export]] = {"canvas": Canvas, "moodle": Moodle, "gradescope": Gradescope, "csv": Csv}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson")
    classbook.add_place(parser)
    parser.add_argument("--to", choices=FORMS, required=True, help="whose form")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the points go, as CSV")
    parser.add_argument("--roster", type=Path, metavar="CSV", help="the system's own file, whose ids are used")
    parser.add_argument("--title", default="", help="Canvas: the assignment's title")
    parser.add_argument("--missing-as-zero", action="store_true", help="0 for who handed nothing in (default: no row)")
    parser.add_argument("--scale", action="store_true", help="scale to the points that the roster's file has")
    parser.add_argument(
        "--feedback", type=Path, metavar="ZIP", help="Moodle: the feedback pages as one archive, to be uploaded there"
    )


def command(args: argparse.Namespace) -> int:
    """Write the file; 1 where a student of the gradebook is not in it."""
    if not (args.out or args.feedback):
        raise ExportError("Nothing to write: give --out FILE.")
    where, lesson = classbook.place(args.home), course.lesson(args.lesson)
    book = classbook.marks(lesson, where.gradebook)
    left_out: dict[str, str] = {}
    if args.out:
        options = {"roster": str(args.roster or ""), "zeros": args.missing_as_zero, "scale": args.scale}
        more = {"title": args.title} if args.to == "canvas" else {}
        plugin = FORMS[args.to](to=str(args.out), assignment=[lesson.id], **options, **more)
        plugin.log.setLevel("CRITICAL")  # said below, as sentences
        with Gradebook(where.gradebook, "") as gradebook:
            plugin.export(gradebook)
        left_out = plugin.left_out
        print(f"{args.out}: {len(plugin.students) - len(left_out)} students")
    if args.feedback:
        if args.to != "moodle" or not args.roster:
            raise ExportError(
                "--feedback is Moodle's archive: it needs --to moodle and --roster, the grading worksheet."
            )
        written, without = feedback_archive.write(book, where.feedback, worksheet(args.roster), args.feedback)
        print(f"{args.feedback}: {written} feedback pages")
        left_out |= without
    _tell(book, left_out)
    return int(bool(left_out))


def _tell(book: Classbook, left_out: dict[str, str]) -> None:
    waiting = [s.id for s in book.graded if s.waiting]
    if waiting:
        print(f"Not graded by hand yet, so without these points: {analysis.listed(waiting)}.", file=sys.stderr)
    if book.missing:
        print(f"Nothing handed in: {analysis.listed([s.id for s in book.missing])}.", file=sys.stderr)
    for student, why in left_out.items():
        print(f"{student} is left out: {why}.", file=sys.stderr)
