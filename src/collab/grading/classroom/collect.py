"""`collab collect LESSON ARCHIVE…`: from what a learning management system gave to submitted/, with a preview first."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from collab import course

from . import archives, attempts, launch, layouts, plan, students
from .roster import of_the_class


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson")
    parser.add_argument("archives", nargs="+", type=Path, metavar="ARCHIVE", help="an archive, a folder or a notebook")
    parser.add_argument(
        "--roster", type=Path, metavar="CSV", help="Moodle's worksheet, Canvas's gradebook, ... (default: roster.csv)"
    )
    parser.add_argument("--dry-run", action="store_true", help="only show which file would go to which student")
    parser.add_argument(
        "--several", action="store_true", help="several notebooks in one plain folder or archive are one person's"
    )
    parser.add_argument("--submitted", type=Path, metavar="FOLDER", help="default: the course's submitted/")
    parser.add_argument(
        "--db", metavar="URL", help="the gradebook that gets the roster's names (default: the course's)"
    )


def command(args: argparse.Namespace) -> int:
    """Show the plan and, unless it is refused or only to be shown, carry it out."""
    lesson = course.lesson(args.lesson)
    for path in args.archives:
        if not path.exists():
            raise plan.CollectError(f"{path} is not there.")
    roster = of_the_class(args.roster)
    with tempfile.TemporaryDirectory() as folder:
        members = archives.unpack(args.archives, Path(folder), lambda text: print(text, file=sys.stderr))
        one_folder = len(args.archives) == 1 and args.archives[0].is_dir()
        made = plan.make(layouts.read(members, one_folder), lesson.id, roster, args.several)
        print(plan.show(made), flush=True)
        plan.check(made)
        if args.dry_run:
            print("Nothing was moved (--dry-run).")
            return 0
        for line in attempts.carry_out(made, args.submitted or course.root() / "submitted"):
            print(line)
    if roster:
        url = args.db or launch.gradebook_url(course.root() / "gradebook.db")
        print(f"{students.enrol(roster, url)} names written to the gradebook")
    return 0
