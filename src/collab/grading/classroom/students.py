"""The roster's people in nbgrader's gradebook: the formgrader shows names, and who has handed nothing in."""

from __future__ import annotations

from nbgrader.api import Gradebook

from . import launch
from .roster import Roster


def enrol(roster: Roster, gradebook: str) -> int:
    """Write names and e-mail of everybody on the roster to the gradebook of that URL; returns how many lines have changed.

    A name that the roster does not have leaves what the gradebook says."""
    launch.find_our_programs()
    changed = 0
    with Gradebook(gradebook) as book:
        there = {s.id: (s.first_name, s.last_name, s.email) for s in book.students}
        for person in roster.people:
            said = {"first_name": person.first, "last_name": person.last, "email": person.email}
            said = {key: value for key, value in said.items() if value}
            if person.id not in there or not set(said.values()) <= set(there[person.id]):
                book.update_or_create_student(person.id, **said)
                changed += 1
    return changed
