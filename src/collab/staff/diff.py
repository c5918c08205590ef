"""`collab diff OLD.json NEW.json`: whose points changed between two gradings, on which check, and why.

Both files are what `collab grade --json` writes. A verdict is a function of the notebook, the grader, the isolation and the
seed; `reasons` says which of the four differ. Where none does and the points do, that is said too: it should never be.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from collab.grading.verdict_file import Entry
from collab.storage import write_json

UNEXPLAINED = "unexplained: notebook, grader, seed and isolation are the same"


class DiffError(RuntimeError):
    """A file cannot be read as verdicts; the message says which, and what is expected."""


@dataclass(frozen=True)
class Check:
    """One check that came out differently. A status is "" where that grading had no such check."""

    exercise: str
    name: str
    before: str
    after: str
    message: str  # the later one's


@dataclass
class Change:
    """One submission whose points or checks are not what they were."""

    submission: str
    lesson: str
    before: float
    after: float
    max_before: float
    max_after: float
    why: list[str]
    exercises: dict[str, tuple[float, float]] = field(default_factory=dict)  # those whose points changed: before, after
    checks: list[Check] = field(default_factory=list)

    @property
    def moved(self) -> bool:
        """Whether points, or what they are out of, changed; else only checks did."""
        return (self.before, self.max_before) != (self.after, self.max_after) or bool(self.exercises)


@dataclass
class Difference:
    """What two files of verdicts do not have in common."""

    changes: list[Change]
    same: int
    gone: list[str]  # only in the old file
    new: list[str]  # only in the new file


def read(path: Path) -> list[Entry]:
    """The verdicts in a file, a single one as a list. Raises DiffError."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise DiffError(f"{path} cannot be read: {e.strerror or e}.") from None
    except ValueError:
        raise DiffError(f"{path} is not JSON; what is compared are files that `collab grade --json` wrote.") from None
    entries = data if isinstance(data, list) else [data]
    for entry in entries:
        if not isinstance(entry, dict) or not {"submission", "lesson", "score", "max_score", "exercises"} <= set(entry):
            raise DiffError(
                f"{path} holds something else than verdicts: `collab grade --json` writes files to compare."
            )
    return entries


def compare(old: list[Entry], new: list[Entry]) -> Difference:
    """Pair the verdicts of two gradings and say what changed, the largest loss first."""
    pairs, gone, added = pair(old, new)
    changes = [change for before, after in pairs if (change := changed(before, after))]
    changes.sort(key=lambda c: (round(c.after - c.before, 6), c.submission))
    return Difference(
        changes, len(pairs) - len(changes), [e["submission"] for e in gone], [e["submission"] for e in added]
    )


def pair(old: list[Entry], new: list[Entry]) -> tuple[list[tuple[Entry, Entry]], list[Entry], list[Entry]]:
    """(before, after) of each submission, those only in `old`, those only in `new`.

    A submission is known by its name; a renamed file by its student's folder or by its bytes, where only one fits."""
    keys: list[Callable[[Entry], tuple[str, ...]]] = [
        lambda e: (e["lesson"], e["submission"]),
        lambda e: (e["lesson"], *Path(e["submission"]).parts[:1]) if len(Path(e["submission"]).parts) > 1 else (),
        lambda e: (e["lesson"], e["content"]) if e.get("content") else (),
    ]
    pairs: list[tuple[Entry, Entry]] = []
    for key in keys:
        before, after = Counter(map(key, old)), Counter(map(key, new))
        known = {key(e): e for e in new}
        found = [(e, known[k]) for e in old if (k := key(e)) and before[k] == after[k] == 1]
        pairs += found
        taken = {id(e) for both in found for e in both}
        old, new = [e for e in old if id(e) not in taken], [e for e in new if id(e) not in taken]
    return pairs, old, new


def changed(before: Entry, after: Entry) -> Change | None:
    """What is different between two verdicts on one submission; None where points and checks are the same."""
    names = list(dict.fromkeys([*before["exercises"], *after["exercises"]]))
    points = {n: (_points(before, n), _points(after, n)) for n in names}
    checks = [check for n in names for check in _checks(n, before, after)]
    change = Change(
        after["submission"],
        after["lesson"],
        before["score"],
        after["score"],
        before["max_score"],
        after["max_score"],
        reasons(before, after),
        {n: both for n, both in points.items() if both[0] != both[1]},
        checks,
    )
    return change if change.moved or checks or before.get("status") != after.get("status") else None


def _points(entry: Entry, exercise: str) -> float:
    if entry.get("status") == "invalid":
        return 0.0
    return float(entry["exercises"].get(exercise, {}).get("score", 0))


def _checks(exercise: str, before: Entry, after: Entry) -> list[Check]:
    """The checks that came out differently. A check that waited for an earlier one says nothing by itself."""

    def by_name(entry: Entry) -> dict[str, Entry]:
        return {c["name"]: c for c in entry["exercises"].get(exercise, {}).get("checks", ())}

    old, new = by_name(before), by_name(after)
    found = []
    for name in dict.fromkeys([*old, *new]):
        was, is_now = old.get(name, {}).get("status", ""), new.get(name, {}).get("status", "")
        if was != is_now and {was, is_now} != {"", "skipped"}:
            found.append(Check(exercise, name, was, is_now, new.get(name, {}).get("message", "")))
    told = [c for c in found if "skipped" not in (c.before, c.after)]
    return told or found


def reasons(before: Entry, after: Entry) -> list[str]:
    """Which of the things that a verdict depends on differ, in words. Never empty."""
    found = []
    if after.get("provisional") or before.get("provisional"):
        which = "new" if after.get("provisional") else "old"
        found.append(f"the grader itself failed in the {which} grading: its zero is no verdict")
    for key, word in (("content", "the notebook"), ("grader", "the grader")):
        was, is_now = before.get(key), after.get(key)
        if not (was and is_now):
            found.append(f"{word}: not known, one of the files does not say")
        elif was != is_now:
            found.append(f"{word} changed")
    if before["max_score"] != after["max_score"]:
        found.append(f"the lesson's points: {before['max_score']:g} → {after['max_score']:g}")
    if before.get("isolation") != after.get("isolation"):
        found.append(f"isolation: {before.get('isolation')} → {after.get('isolation')}")
    if before.get("seed") != after.get("seed") and not any("changed" in reason for reason in found):
        found.append(f"seed: {before.get('seed')} → {after.get('seed')}")
    return found or [UNEXPLAINED]


def text(difference: Difference) -> str:
    """The difference for a terminal."""
    lines = []
    for c in difference.changes:
        of = f"{c.after:g} of {c.max_after:g}"
        lines.append(
            f"{c.submission}: {c.before:g} of {c.max_before:g} → {of}"
            if c.moved
            else f"{c.submission}: {of}, as before"
        )
        lines.append(f"    why: {'; '.join(c.why)}")
        for exercise, (was, is_now) in c.exercises.items():
            lines.append(f"    {exercise}: {was:g} → {is_now:g}")
        for check in c.checks:
            lines.append(f"    {check.exercise}: {check.name}: {_word(check.before)} → {_word(check.after)}")
            if check.after not in ("passed", "skipped", "") and check.message:
                lines += [f"        {line}" for line in check.message.splitlines()]
    moved = sum(c.moved for c in difference.changes)
    only = (
        f"; {len(difference.changes) - moved} with other checks but the same points"
        if moved < len(difference.changes)
        else ""
    )
    lines.append(f"{moved} with other points{only}; {difference.same} the same.")
    for names, where in ((difference.gone, "old"), (difference.new, "new")):
        if names:
            lines.append(f"Only in the {where} file: {', '.join(names)}.")
    return "\n".join(lines)


def _word(status: str) -> str:
    return status.replace("_", " ") or "no such check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", type=Path, metavar="OLD.json", help="what `collab grade --json` wrote earlier")
    parser.add_argument("new", type=Path, metavar="NEW.json", help="and later")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the changes as data")


def command(args: argparse.Namespace) -> int:
    """Print what changed; 1 where anything did, 0 where nothing."""
    difference = compare(read(args.old), read(args.new))
    if args.json:
        write_json(args.json, asdict(difference))
    print(text(difference))
    return int(bool(difference.changes or difference.gone or difference.new))
