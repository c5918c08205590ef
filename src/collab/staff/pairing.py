"""Whose row of a system's own file is whose line in the gradebook: by id, else by e-mail, else by a name that only one has."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from .classbook import Student

IDS = (
    "id",
    "sis user id",
    "sis login id",
    "integration id",
    "sid",
    "student id",
    "id number",
    "username",
    "login",
    "identifier",
)
EMAILS = ("email", "email address", "e-mail", "sis login id")


class SheetError(RuntimeError):
    """A roster's file cannot be read, or is not what the export needs; the message says what is missing."""


@dataclass(frozen=True)
class Sheet:
    """A CSV file with a header, as a system gave it."""

    header: list[str]
    rows: list[list[str]]

    def column(self, name: str) -> int:
        """The position of a column, whatever the case of its name, or -1."""
        folded = [h.strip().casefold() for h in self.header]
        return folded.index(name.casefold()) if name.casefold() in folded else -1

    def get(self, row: list[str], name: str) -> str:
        at = self.column(name)
        return row[at].strip() if 0 <= at < len(row) else ""


def read(path: Path) -> Sheet:
    """Read a CSV file, with commas, semicolons or tabs. Raises SheetError."""
    try:
        data = path.read_bytes()
    except OSError as e:
        raise SheetError(f"{path} cannot be read: {e.strerror or e}.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = [
        row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(c.strip() for c in row)
    ]
    if len(rows) < 2:
        raise SheetError(f"{path} has no rows: export it from the system again.")
    return Sheet(rows[0], [row + [""] * (len(rows[0]) - len(row)) for row in rows[1:]])


@dataclass(frozen=True)
class Pairing:
    """`row_of`: student's id -> row. `unknown`: students without a row, each with why."""

    row_of: dict[str, list[str]]
    unknown: dict[str, str]


def pair(students: Iterable[Student], sheet: Sheet) -> Pairing:
    """Find each student's row. Nobody is guessed: two rows that fit equally well are none, and a row is one student's."""
    row_of: dict[str, list[str]] = {}
    unknown: dict[str, str] = {}
    left, free = list(students), list(sheet.rows)
    steps: list[tuple[str, Callable[[Student], set[str]], Callable[[list[str]], set[str]]]] = [
        ("id", _ids, lambda row: {fold(v) for c in IDS if (v := _plain_id(c, sheet.get(row, c)))}),
        (
            "e-mail",
            lambda s: {fold(s.email), fold(s.id)} - {""},
            lambda row: {fold(v) for c in EMAILS if (v := sheet.get(row, c))},
        ),
        ("name", _names, lambda row: row_names(sheet, row)),
    ]
    for what, of_student, of_row in steps:
        wanted = {s.id: of_student(s) for s in left}
        known = [(row, of_row(row)) for row in free]
        found = {s.id: [row for row, keys in known if wanted[s.id] & keys] for s in left}
        claims = [id(row) for rows in found.values() for row in rows]
        for student in left:
            rows = found[student.id]
            if len(rows) == 1 and claims.count(id(rows[0])) == 1:
                row_of[student.id] = rows[0]
                unknown.pop(student.id, None)
            elif rows:
                unknown[student.id] = (
                    f"{len(rows)} rows fit by {what}" if len(rows) > 1 else f"another student has the same {what}"
                )
        left = [s for s in left if s.id not in row_of]
        taken = {id(row) for row in row_of.values()}
        free = [row for row in free if id(row) not in taken]
    return Pairing(row_of, {s.id: unknown.get(s.id, "not in the file") for s in left})


def _plain_id(column: str, value: str) -> str:
    """An id; of Moodle's `Participant 657717` the number, which collected folders carry."""
    return re.sub(r"\D", "", value) if column == "identifier" else value


def _ids(student: Student) -> set[str]:
    number = re.search(r"_(\d+)$", student.id)
    return {fold(student.id), *((number.group(1),) if number else ())}


def _names(student: Student) -> set[str]:
    plain = re.sub(r"_\d+$", "", student.id).replace("_", " ")
    return spellings(student.first, student.last) or {fold(plain), squeeze(plain)}


def row_names(sheet: Sheet, row: list[str]) -> set[str]:
    """The spellings of a row's name."""
    first = sheet.get(row, "first name") or sheet.get(row, "firstname")
    last = sheet.get(row, "last name") or sheet.get(row, "lastname") or sheet.get(row, "surname")
    if first or last:
        return spellings(first, last)
    name = next(filter(None, (sheet.get(row, c) for c in ("full name", "name", "student"))), "")
    last, comma, first = name.partition(",")
    both = spellings(first, last) if comma else set()
    return both | ({fold(name), squeeze(name)} if name else set())


def spellings(first: str, last: str) -> set[str]:
    """`Ada Lovelace`, `Lovelace, Ada` and Canvas's `lovelaceada`, in one form each; of a single name, that name."""
    if not (first.strip() or last.strip()):
        return set()
    return {fold(f"{first} {last}"), fold(f"{last}, {first}"), squeeze(f"{last}{first}"), squeeze(f"{first}{last}")}


def fold(text: str) -> str:
    """Without case, accents and doubled spaces: systems spell one person differently."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def squeeze(text: str) -> str:
    return re.sub(r"\W", "", fold(text))
