"""`collab grade` in the whole course: a notebook or a class, one verdict each, on as many processes as the machine bears."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from collab import course
from collab.grading.grade import check_suites, notebooks_at
from collab.grading.judge import trust
from collab.grading.verdict import shown
from collab.grading.verdict_file import Entry, told

from . import cluster
from .ledger import Ledger, Task
from .tally import Tally
from .workers import bearable, graded

FEW = 8  # submissions whose messages are all printed; a class's are in FILE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the verdicts as data")
    parser.add_argument("--seed", type=int, metavar="S", help="repeat a grading: the seed that its verdict names")
    parser.add_argument("--workers", type=int, metavar="N", help="processes (default: what cores and memory bear)")
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        default=os.environ.get(cluster.VARIABLE, ""),
        help=f"grade on a Dask cluster instead: tls://HOST:PORT (default: what {cluster.VARIABLE} says)",
    )
    parser.add_argument(
        "--plain-tcp", action="store_true", help="allow tcp:// to another machine: nothing is encrypted"
    )
    parser.add_argument("--verbose", action="store_true", help="print every message, of a class too")
    parser.add_argument(
        "--resume",
        action="store_true",
        help="take over what the last run on the --json file has found, where notebook, grader and seed are the same",
    )


def command(args: argparse.Namespace) -> int:
    """Grade; returns the exit code: 0 all points, 1 not all, 2 the grader itself failed on somebody."""
    if args.resume and not args.json:
        raise course.CourseError("--resume needs --json FILE: the file of the run that is to go on.")
    if args.scheduler:
        cluster.check_address(args.scheduler, args.plain_tcp)
    if args.workers is not None and args.workers < 1:
        raise course.CourseError(f"--workers {args.workers}: at least one is needed.")
    found = notebooks_at(args.path)
    trust.check(args.path)
    check_suites(found)
    ledger = Ledger(found, args.json, args.path.is_dir(), args.resume, args.seed)
    for line in ledger.said:
        print(line, file=sys.stderr)
    workers = args.workers or bearable(len(ledger.open))
    tally = Tally(len(ledger.tasks), len(ledger.taken))
    printer = _Printer(ledger, args.verbose or len(found) <= FEW)
    if args.scheduler and ledger.open:
        verdicts = cluster.graded(ledger.open, args.scheduler, args.plain_tcp)
    else:
        verdicts = graded(ledger.open, workers)
    try:
        printer.go_on()
        for task, entry in verdicts:
            tally.add(ledger.add(task, entry))
            printer.go_on()
    except KeyboardInterrupt:
        verdicts.close()  # type: ignore[attr-defined]
        tally.close()
        ledger.close()
        more = "the same command with --resume grades the rest" if args.json else "with --json FILE they would be kept"
        print(f"Stopped: {len(ledger.entries):,} of {len(ledger.tasks):,} are graded; {more}.", file=sys.stderr)
        return 130
    finally:
        tally.close()
        ledger.close()
    if len(found) > 1:
        print(tally.summary(), file=sys.stderr)
    failed = [e for e in ledger.entries if e.get("provisional")]
    if failed:
        print(
            f"collab grade: the grader itself failed on {len(failed)} of {len(ledger.entries)} submissions; their zeros are "
            f"no verdicts, and the next run grades them again. {failed[0]['trouble']}",
            file=sys.stderr,
        )
        return 2
    return 0 if all(e["score"] == e["max_score"] and e.get("status") != "invalid" for e in ledger.entries) else 1


class _Printer:
    """Prints verdicts in the order of the submissions, whoever finishes first."""

    def __init__(self, ledger: Ledger, whole: bool) -> None:
        self.ledger, self.whole, self.next = ledger, whole, 0

    def go_on(self) -> None:
        """Print what is now complete from the front."""
        while self.next < len(self.ledger.tasks):
            task: Task = self.ledger.tasks[self.next]
            entry: Entry | None = self.ledger.entry(task)
            if entry is None:
                return
            if task.number in self.ledger.taken:
                points = f"{shown(entry['score'])} of {shown(entry['max_score'])}"
                print(f"{points}  {task.label}  (graded earlier, seed {entry['seed']})")
            else:
                print(told(entry, self.whole))
            self.next += 1
        sys.stdout.flush()
