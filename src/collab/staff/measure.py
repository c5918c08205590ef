"""`collab truth`: what the graders make of the bank (truth.py), as a table by exercise with the bounds that follow from it.

A measurement of many rounds takes hours, so it can be stopped: `--resume` keeps a tally of each answer in a file and goes on from
there, as long as graders and answers are the same.
"""

from __future__ import annotations

import argparse
import hashlib
import inspect
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from collab import course, plots
from collab.grading.classroom import fingerprint as fingerprint_module
from collab.grading.classroom.fingerprint import fingerprint
from collab.storage import write_bytes, write_json

from . import scaffold, truth
from .truth import Answer, Finding, shown_bound

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SAVE_EVERY = 2_000  # gradings, some minutes


@dataclass
class Tally:
    """What has come of one answer's gradings. `state` tells whether they are about today's graders and today's answer."""

    exercise: str
    name: str
    right: bool
    state: str = ""
    gradings: int = 0
    wrongly: int = 0  # a right answer rejected, a wrong one accepted
    told: int = 0  # of a wrong answer: the named check failed and its message matched
    seconds: float = 0.0
    troubles: list[dict[str, Any]] = field(default_factory=list)  # the findings with one

    @property
    def key(self) -> tuple[str, str]:
        return self.exercise, self.name

    def add(self, finding: Finding) -> None:
        self.gradings += 1
        self.wrongly += finding.right != finding.accepted
        self.told += finding.diagnosed
        self.seconds = round(self.seconds + finding.seconds, 2)
        if finding.trouble:
            self.troubles.append(asdict(finding) | {"trouble": finding.trouble})


def tallied(findings: list[Finding]) -> list[Tally]:
    made: dict[tuple[str, str], Tally] = {}
    for f in findings:
        made.setdefault((f.exercise, f.name), Tally(f.exercise, f.name, f.right)).add(f)
    return list(made.values())


class MeasureError(RuntimeError):
    """The measurement cannot go on; the message says why and what to do."""


def read(file: Path) -> list[Tally]:
    """The tallies of a file, none where it is not there. Raises MeasureError for a file of something else."""
    if not file.is_file():
        return []
    try:
        return [Tally(**one) for one in json.loads(file.read_text(encoding="utf-8"))]
    except (TypeError, ValueError):
        raise MeasureError(f"{file} holds no tallies of `collab truth --resume`: give another file.") from None


def states(answers: list[Answer]) -> dict[tuple[str, str], str]:
    """By exercise and name: a hash of the answer, of the notebook that it is put into, and of all that grades it."""
    exercises = {a.exercise for a in answers}
    graders = {name: fingerprint(course.exercise(name).lesson, name) for name in exercises}
    here, made = inspect.getsource(truth.examine), {}
    for a in answers:
        about = f"{graders[a.exercise]} {here} {a} {json.dumps(truth.notebook_with(a))}"
        made[a.exercise, a.name] = hashlib.sha256(about.encode()).hexdigest()[:16]
    return made


def extend(answers: list[Answer], rounds: int, file: Path, workers: int = 0) -> list[Tally]:
    """Bring every answer to `rounds` gradings; returns the tallies of these answers. What `file` holds of today's graders and
    answers counts, and it is written now and then: a run that is stopped goes on from there. What it holds of other exercises
    stays, what it holds of other graders goes with the first writing. Raises MeasureError where what grades is changed meanwhile.
    """
    today, before = states(truth.bank()) | states(answers), _on_disk()
    kept = {t.key: t for t in read(file) if today.get(t.key) == t.state}
    for a in answers:
        key = a.exercise, a.name
        kept.setdefault(key, Tally(*key, a.right, today[key]))
    mine = [kept[a.exercise, a.name] for a in answers]
    due = [a for number in range(rounds) for a in answers if kept[a.exercise, a.name].gradings <= number]
    for start in range(0, len(due), SAVE_EVERY):
        there = sum(t.gradings for t in mine)
        print(f"{there:,} of {there + len(due) - start:,} gradings are there")
        found = truth.examine_all(due[start : start + SAVE_EVERY], workers)
        if _on_disk() != before:
            raise MeasureError("What grades was changed meanwhile: the latest gradings are not counted. Run it again.")
        for finding in found:
            kept[finding.exercise, finding.name].add(finding)
        asked = {t.key for t in mine}  # another run may have written of other exercises
        others = {t.key: t for t in read(file) if t.key not in asked and today.get(t.key) == t.state}
        kept |= others
        _write(file, list(kept.values()))
    return mine


def stale(tallies: list[Tally]) -> list[str]:
    """The answers whose tallies are not about today's graders, or that are no longer in the bank."""
    today = states(truth.bank())
    return ["/".join(t.key) for t in tallies if today.get(t.key) != t.state]


def _on_disk() -> dict[Path, int]:
    """When each file from which boxes and suites start was last changed."""
    folders = [Path(fingerprint_module.__file__).parents[2], course.root() / "grader", course.root() / "lessons"]
    files = (p for folder in folders for p in folder.rglob("*") if p.suffix in (".py", ".ipynb") and p.is_file())
    return {p: p.stat().st_mtime_ns for p in files if not {"classroom", "staff", "student"} & set(p.parts)}


def _holds_tallies(file: Path) -> bool:
    try:
        return bool(read(file))
    except MeasureError:
        return False


def _write(file: Path, tallies: list[Tally]) -> None:
    """One line a tally, sorted: two measurements can be compared line by line."""
    lines = [json.dumps(asdict(t)) for t in sorted(tallies, key=lambda t: t.key) if t.gradings]
    write_bytes(file, ("[\n" + ",\n".join(lines) + "\n]\n").encode())


def table(tallies: list[Tally]) -> str:
    """By exercise: how many gradings, what the graders got wrong and the 95 % bound of its rate, how long one took."""
    head = ["exercise", "right", "wrong", "false rejects", "false accepts", "diagnosed", "s an answer"]
    rows = [head]
    for exercise in [*dict.fromkeys(t.exercise for t in tallies), ""]:
        some = [t for t in tallies if exercise in ("", t.exercise)]
        right, wrong = ([t for t in some if t.right == kind] for kind in (True, False))
        n_right, n_wrong = (sum(t.gradings for t in kind) for kind in (right, wrong))
        rows.append(
            [
                exercise or "all",
                str(n_right),
                str(n_wrong),
                shown_bound(sum(t.wrongly for t in right), n_right),
                shown_bound(sum(t.wrongly for t in wrong), n_wrong),
                f"{100 * sum(t.told for t in wrong) / n_wrong:.0f} %" if n_wrong else "-",
                f"{sum(t.seconds for t in some) / max(n_right + n_wrong, 1):.2f}",
            ]
        )
    widths = [max(len(r[i]) for r in rows) for i in range(len(head))]
    return "\n".join(
        "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(r, widths, strict=True)))
        for r in rows
    )


def figure(findings: list[Finding]) -> Figure:
    """Each exercise's answers by what the graders made of them, and how long one took."""
    names = list(dict.fromkeys(f.exercise for f in findings))[::-1]
    kinds: dict[str, tuple[str, Callable[[Finding], bool]]] = {
        "right, accepted": (plots.COLOURS[2], lambda f: f.right and not f.trouble),
        "wrong, told its mistake": (plots.COLOURS[0], lambda f: not f.right and not f.trouble),
        "wrong, not told its mistake": (plots.COLOURS[5], lambda f: f.trouble == "not diagnosed"),
        "false accept": (plots.COLOURS[1], lambda f: f.trouble == "false accept"),
        "false reject": (plots.INK, lambda f: f.trouble == "false reject"),
    }
    fig, grid = plots.figure(9.5, 0.27 * len(names) + 1.6, columns=2)
    many, slow = grid[0]
    left = np.zeros(len(names))
    for kind, (colour, holds) in kinds.items():
        counts = np.array([sum(f.exercise == name and holds(f) for f in findings) for name in names])
        many.barh(names, counts, left=left, color=colour, label=f"{kind}: {counts.sum()}", height=0.7)
        left += counts
    many.set_title("Answers in the bank")
    fig.legend(*many.get_legend_handles_labels(), loc="outside lower left", ncols=3, fontsize=9)
    seconds = [np.mean([f.seconds for f in findings if f.exercise == name]) for name in names]
    slow.barh(names, seconds, color=plots.GREY, height=0.7)
    slow.set_yticks([])
    slow.set_title("Seconds an answer")
    for axes in (many, slow):
        axes.grid(visible=True, axis="x")
        axes.grid(visible=False, axis="y")
        axes.set_ylim(-0.6, len(names) - 0.4)
    return fig


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--exercise", default="", help="only this exercise")
    parser.add_argument(
        "--rounds", type=int, default=1, metavar="N", help="grade each answer N times, with other inputs"
    )
    parser.add_argument("--seed", type=int, help="the inputs of this seed instead of fresh ones")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every finding as data")
    parser.add_argument(
        "--resume",
        action="store_true",
        help="keep a tally in FILE, and grade only what it does not hold of today's graders and answers",
    )
    parser.add_argument("--figure", type=Path, metavar="FILE", help="draw the table as a picture")
    parser.add_argument("--messages", action="store_true", help="print what each wrong answer was told")


def command(args: argparse.Namespace) -> int:
    """Print the table and whatever is wrong with the graders. Returns 1 when anything is."""
    known = [args.exercise] if args.exercise else [name for one in course.lessons().values() for name in one.exercises]
    unwritten = scaffold.gaps(known)
    if unwritten:
        print(scaffold.listed(unwritten))
        return 1
    if args.resume and (args.json is None or args.seed is not None or args.messages or args.figure):
        print(
            "--resume goes on with what --json FILE holds, with fresh inputs: give a FILE, and no --seed, --figure or --messages."
        )
        return 2
    if args.json and not args.resume and _holds_tallies(args.json):
        print(f"{args.json} holds tallies of many rounds, which would be lost: give another file, or --resume.")
        return 2
    findings: list[Finding] = []
    if args.resume:
        tallies = extend(truth.bank(args.exercise), args.rounds, args.json)
    else:
        findings = truth.examine_all(truth.bank(args.exercise), rounds=args.rounds, seed=args.seed)
        tallies = tallied(findings)
        if args.json:
            write_json(args.json, [asdict(f) | {"trouble": f.trouble} for f in findings])
    if args.figure:
        figure(findings).savefig(args.figure, dpi=130)
    print(table(tallies))
    troubles = [f for t in tallies for f in t.troubles]
    told = [asdict(f) | {"trouble": "diagnosed"} for f in findings if args.messages and not f.right and not f.trouble]
    for f in (*troubles, *told):
        what = f"{f['trouble']} ({f['status']}; {f['check'] or 'no check failed'}; --seed {f['seed']})"
        print(f"\n{f['exercise']}/{f['name']}: {what}\n  {f['message']}")
    return bool(troubles)
