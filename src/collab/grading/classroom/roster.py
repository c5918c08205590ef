"""The class's roster: one stable id a person over all assignments, with name and e-mail, from what a system exports.

Known: Moodle's grading worksheet (its participant's number is another for each assignment), Canvas's gradebook, Gradescope's
roster, and plain `id,name,email`. Sources of each format: tests/test_roster.py.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from collab import course

from .who import Who


@dataclass(frozen=True)
class Person:
    """Somebody on the roster. `id` is their folder's name and nbgrader's id; the rest is what systems know them by."""

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    number: str = ""  # Moodle's participant's number of one assignment, Canvas's user id, Gradescope's SID
    login: str = ""
    submitted: str = ""  # Moodle: when, as its worksheet says it

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()


class Roster:
    """The people of a class, and who of them is meant by what a layout says."""

    def __init__(self, people: Iterable[Person]) -> None:
        """Raises CourseError where two people have one id."""
        self.people = list(people)
        self.by_id: dict[str, Person] = {}
        for person in self.people:
            other = self.by_id.setdefault(person.id.casefold(), person)
            if other is not person:
                raise course.CourseError(
                    f"The roster has the id {person.id!r} twice, for {other.name or other.email} and {person.name or person.email}: "
                    "give each person one of their own."
                )
        self._keys: dict[str, dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
        for person in self.people:
            for kind, values in _known_by(person).items():
                for value in set(filter(None, values)):
                    self._keys[kind][value].append(person)

    def find(self, who: Who) -> tuple[Person | None, str]:
        """The person that is meant, or None and why. The strongest mark that the roster knows decides: number, login, e-mail,
        id, then the name, if only one person has it."""
        asked = [
            ("number", who.number),
            ("login", _fold(who.login)),
            ("email", _fold(who.email)),
            ("id", _fold(who.key)),
            ("id", _fold(who.login)),
            ("login", _fold(who.key)),
            ("email", _fold(who.key)),
            *(("name", name) for name in _names(who.name or who.key)),
        ]
        for kind, value in asked:
            found = self._keys[kind].get(value, []) if value else []
            if len(found) == 1:
                return found[0], ""
            if found:
                return None, f"{len(found)} people of the roster have the {kind} {value!r}"
        return None, "not on the roster"

    def joined(self, other: Roster) -> Roster:
        """This roster, with what another file knows these people by: a Moodle worksheet's numbers, say. Who is only in the
        other is added with the id that they have there."""
        people = {p.id: p for p in self.people}
        for new in other.people:
            known, _ = self.find(Who(new.id, new.name, new.email, login=new.login))
            if known is None:
                people.setdefault(new.id, new)
            else:
                more = {"number": new.number, "login": known.login or new.login, "submitted": new.submitted}
                people[known.id] = replace(known, email=known.email or new.email, **more)
        return Roster(people.values())


def read(path: Path) -> Roster:
    """A roster from a CSV file. Raises CourseError, with the columns that are known, where it is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_bytes().decode("cp1252", "replace")
    except OSError as e:
        raise course.CourseError(f"{path} cannot be read: {e.strerror}.") from None
    delimiter = max(",;\t", key=text.partition("\n")[0].count)  # spreadsheets of many languages write semicolons
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    header = [column.strip().lower() for column in rows[0]] if rows else []
    reader = _reader(header)
    if reader is None:
        raise course.CourseError(
            f"{path.name} is no roster: its first line must name the columns id, name, email, or be that of Moodle's grading "
            "worksheet, Canvas's gradebook or Gradescope's roster."
        )
    people = [reader(dict(zip(header, row, strict=False))) for row in rows[1:] if any(cell.strip() for cell in row)]
    found = [p for p in people if p is not None and p.id]
    if not found:
        raise course.CourseError(f"{path.name} names nobody.")
    return Roster(found)


def of_the_class(extra: Path | None = None) -> Roster | None:
    """The course's roster.csv, joined by the file that was named; None where there is neither."""
    own = course.root() / "roster.csv"
    named = read(extra) if extra else None
    if not own.is_file():
        return named
    return read(own).joined(named) if named else read(own)


def _reader(header: list[str]) -> Any:
    if "identifier" in header and ("full name" in header or "email address" in header or "status" in header):
        return _moodle
    if "student" in header and "id" in header and ("section" in header or "sis login id" in header):
        return _canvas
    if "sid" in header and ("email" in header or "email address" in header):
        return _gradescope
    if {"id", "email", "name"} & set(header) and ("id" in header or "email" in header):
        return _plain
    return None


def _moodle(row: dict[str, str]) -> Person | None:
    name, email = _get(row, "full name"), _get(row, "email address")
    number = re.sub(r"\D", "", _get(row, "identifier"))
    own = _get(row, "id number") or _get(row, "username") or email or name or _get(row, "identifier")
    first, last = _split(name)
    submitted = _get(row, "last modified (submission)")
    return Person(
        safe_id(own), first, last, email, number, _get(row, "username"), "" if submitted == "-" else submitted
    )


def _canvas(row: dict[str, str]) -> Person | None:
    login = _get(row, "sis login id")
    if not _get(row, "id").isdigit() or (_get(row, "student") == "Student, Test" and not _get(row, "sis user id")):
        return None  # "Points Possible", other lines that are nobody, and Canvas's own test student
    first, last = _split(_get(row, "student"))
    own = _get(row, "sis user id") or login or _get(row, "id")
    return Person(safe_id(own), first, last, login if "@" in login else "", _get(row, "id"), login)


def _gradescope(row: dict[str, str]) -> Person | None:
    email = _get(row, "email") or _get(row, "email address")
    if _get(row, "role").lower() not in ("", "student"):
        return None
    first, last = _get(row, "first name"), _get(row, "last name")
    if not (first or last):
        first, last = _split(_get(row, "name") or _get(row, "full name"))
    return Person(safe_id(_get(row, "sid") or email), first, last, email, _get(row, "sid"))


def _plain(row: dict[str, str]) -> Person | None:
    first, last = _get(row, "first name") or _get(row, "first_name"), _get(row, "last name") or _get(row, "last_name")
    if not (first or last):
        first, last = _split(_get(row, "name"))
    login = _get(row, "login") or _get(row, "username") or _get(row, "github")
    own = _get(row, "id") or _get(row, "email") or login
    return Person(safe_id(own), first, last, _get(row, "email"), _get(row, "number"), login)


def _get(row: dict[str, str], column: str) -> str:
    return " ".join((row.get(column) or "").split())


def _split(name: str) -> tuple[str, str]:
    """First and last name, of `Ada Lovelace` or `Lovelace, Ada`."""
    if "," in name:
        last, _, first = name.partition(",")
        return first.strip(), last.strip()
    first, _, last = name.rpartition(" ")
    return (first, last) if first else (last, "")


def safe_id(text: str) -> str:
    """An id that can be a folder's name anywhere and a field of nbgrader's lists: no separators, commas or patterns."""
    cleaned = " ".join(re.sub(r'[\x00-\x1f/\\:*?"<>|,\[\]]', " ", text).split()).strip(". ")
    return cleaned[:100]


def _fold(text: str) -> str:
    """A name without case, accents and doubled spaces: systems spell one person differently."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def _squeeze(text: str) -> str:
    return re.sub(r"\W", "", text)


def _names(name: str) -> list[str]:
    """The spellings of a name to ask for: itself, without a group's name before it, and Canvas's, which has no spaces."""
    folded = _fold(name)
    first, last = map(_fold, _split(name))
    spelt = [f"{first} {last}".strip(), folded, folded.rpartition("-")[2].strip(), _squeeze(folded)]
    return list(dict.fromkeys(filter(None, spelt)))


def _known_by(person: Person) -> dict[str, list[str]]:
    first, last = _fold(person.first), _fold(person.last)
    return {
        "number": [person.number],
        "login": [_fold(person.login), _fold(person.email.partition("@")[0]) if not person.login else ""],
        "email": [_fold(person.email), _fold(person.login) if "@" in person.login else ""],
        "id": [_fold(person.id)],
        "name": [f"{first} {last}".strip(), _squeeze(f"{last}{first}")],
    }
