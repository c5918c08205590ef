"""nbgrader's `zip_collect` by the rules of `collab collect`: the same unpacking, the same plan, and nobody collapses.

`Extractor` unpacks, `Collector` holds the class's own pattern for names, and `collect`, put by gradebook.install in the place
of nbgrader's own transfer, makes the plan of both and carries it out or refuses it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import dateutil.parser
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from collab import course
from collab.grading.reading.files import NOTEBOOK

from . import archives, attempts, layouts, plan, students
from .roster import of_the_class
from .who import Who


class Extractor(ExtractorPlugin):
    """Copies notebooks and unpacks archives; what came from where stays in `members`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.members: list[archives.Member] = []

    def extract(self, archive_path: str, extracted_path: str) -> None:
        try:
            made = archives.unpack([Path(archive_path)], Path(extracted_path), self.log.warning)
        except archives.ArchiveError as e:
            self.parent.fail(str(e))
        # Names as from the archive folder on: its own name is nbgrader's.
        self.members = [_without_first(m) for m in made]


def _without_first(member: archives.Member) -> archives.Member:
    """The same without the first part of its path."""
    path, sources = member.path.relative_to(member.path.parts[0]), tuple((i - 1, n) for i, n in member.sources if i)
    return replace(member, path=path, nested=max(0, member.nested - 1), sources=sources)


class Collector(FileNameCollectorPlugin):
    """The class's own pattern, `named_regexp`, as nbgrader documents it: what it fits is not asked further."""

    def who(self, file: Path) -> layouts.HandIn | None:
        """Whose an extracted file is by that pattern; None where there is none, or it does not fit."""
        found = self._match(str(file)) if self.named_regexp else None
        if not found or not found.get("student_id"):
            return None
        name = " ".join(filter(None, (found.get("first_name"), found.get("last_name"))))
        who = Who(found["student_id"], name, found.get("email") or "")
        return layouts.HandIn("named_regexp", who, [], "named_regexp", _time(found.get("timestamp") or ""))


def collect(app: Any) -> None:
    """In the place of `ZipCollectApp.process_extracted_files`: show the plan, refuse it, or carry it out.

    nbgrader's own transfer lets a second student take the first one's place, and calls that collected."""
    lesson, roster = app.coursedir.assignment_id, of_the_class()
    try:
        made = plan.make(_found(app), course.lesson(lesson).id, roster)
        for line in plan.show(made).splitlines():
            app.log.info(line)
        plan.check(made)
    except (plan.CollectError, course.CourseError) as e:
        app.fail(str(e))
    for line in attempts.carry_out(made, Path(app.coursedir.root) / app.coursedir.submitted_directory):
        app.log.info(line)
    if roster:
        students.enrol(roster, app.coursedir.db_url)


def _found(app: Any) -> layouts.Found:
    """What was extracted, by the class's own pattern first, then by the layouts."""
    found, rest = layouts.Found(), []
    for member in app.extractor_plugin_inst.members:
        mine = app.collector_plugin_inst.who(member.file) if NOTEBOOK.search(member.path.name) else None
        if mine is None:
            rest.append(member)
        else:
            found.hand_ins.append(replace(mine, members=[member]))
    found.add(layouts.read(rest))
    return found


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        pass
    try:
        return dateutil.parser.parse(text) if text else None
    except (ValueError, OverflowError):
        return None
