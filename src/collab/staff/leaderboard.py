"""`collab leaderboard FOLDER`: a class's capstones on real ratings, by an error on a test part that nobody is shown.

The test part is a fifth of the ratings. Which fifth it is follows from a secret of the class, a file `leaderboard.key` beside
the gradebook, made on first use; or from `--seed`, for whoever wants to repeat a board. Every Recommender is fitted to the
same four fifths, in a box, with limits, and sees the pairs of the test part when it has to predict them; their stars never
leave the judge's side. `--seeds N` does so for N such splits, each with a random start of its own: ± is the standard deviation over them.

What is locked is the split. The ratings themselves are public (MiniLens can even be made anew by anybody), so users and
movies get new numbers, drawn for each split: a submission that carries the ratings along cannot look pairs up by their ids.
It could still recognise a movie by whom it is rated by; that is a matter for a look at the winner's code.

Nobody's code is shown: a row has a name, numbers and at most a sentence of ours.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from collab import course
from collab.data.catalog import CATALOG
from collab.grading.box import probes
from collab.grading.box.contract import BoxError, StudentError
from collab.grading.box.limits import Limits, limits
from collab.grading.box.messages import Array
from collab.grading.box.process import ProcessBox
from collab.grading.grade import notebooks_at
from collab.grading.judge import trust
from collab.grading.judge.student import Missing, Student
from collab.grading.reading.files import SubmissionError
from collab.grading.reading.finding import handed_in, read
from collab.grading.reading.submission import find_lesson
from collab.grading.verdict import tidy
from collab.ratings import Ratings, load_ratings
from collab.storage import write_json

from . import board_picture, classbook
from .locked import BASELINES, KEY, PART, LeaderboardError, Locked, lock, secret

EXERCISE, LESSON = "Recommender", "09_capstone"
SECONDS = 120.0  # of CPU, for one fit and its predictions
LONGEST = 200  # characters of a sentence

# Other people's errors, squared stars, by protocols of their own: to be read beside the board, not in it.
ELSEWHERE: dict[str, list[tuple[str, float, str]]] = {
    "ml-100k": [
        ("Surprise, baseline", 0.891, "5-fold cross-validation"),
        ("Surprise, SVD", 0.872, "5-fold cross-validation"),
        ("Surprise, SVD++", 0.845, "5-fold cross-validation"),
        ("GLocal-K, its paper", 0.790, "the split u1 alone"),
    ]
}


@dataclass
class Row:
    """One line of the board: a value of `mse` and `seconds` for each split; `message` says why there is none."""

    name: str
    kind: Literal["submission", "baseline"]
    mse: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    message: str = ""

    @property
    def mean(self) -> float:
        return statistics.mean(self.mse) if self.mse and not self.message else float("inf")

    @property
    def spread(self) -> float:
        return statistics.stdev(self.mse) if len(self.mse) > 1 else 0.0

    def as_json(self) -> dict[str, Any]:
        done = not self.message
        return {
            "name": self.name,
            "kind": self.kind,
            "status": "ranked" if done else "not ranked",
            "message": self.message,
            "mse": self.mse if done else [],
            "mean": self.mean if done else None,
            "sd": self.spread if done and len(self.mse) > 1 else None,
            "seconds": statistics.mean(self.seconds) if done and self.seconds else None,
        }


# --- one submission on one split ---


def kept(seconds: float) -> Limits:
    """The limits of a box here: those of a grading, but for the time."""
    usual = limits()
    total = seconds * usual.patience + usual.cell * 4
    return replace(usual, train=seconds, total=max(usual.total, total), cpu=max(usual.cpu, int(seconds) + 60))


def ask(path: Path, on: Locked, limit: Limits) -> tuple[float, float]:
    """A submission's error on the locked part, and the seconds of CPU of its `fit`, as its box tells.

    Raises LeaderboardError, with the sentence for its row, where there is none."""
    try:
        submission = read(path, course.lesson(LESSON))
    except SubmissionError as e:
        raise LeaderboardError(str(e)) from None
    box = ProcessBox(submission.cells, limit, submission.idle)
    some = np.random.default_rng(on.seed).permutation(len(on.pairs))[: len(on.pairs) // 7]
    try:
        box.reach(submission.positions.get(EXERCISE, len(submission.cells)))
        student = Student(box, EXERCISE, submission.cells, on.seed)
        student.require("class")
        asked = [on.pairs, on.pairs[some]]
        got = student.probe(probes.FitAndPredict(on.x, on.y, on.n_users, on.n_movies, asked, on.features))
    except StudentError as e:
        if e.is_blank:
            raise LeaderboardError("It is not written yet.") from None
        where = f" in line {e.line} of its cell" if e.line else ""
        raise LeaderboardError(f"It raised {e.type}{where}.") from None
    except Missing as e:
        raise LeaderboardError("It has no class `Recommender` that could be used: see its grading.") from e
    except BoxError as e:
        slow = f"It had no predictions after {limit.train:.0f} seconds of CPU."
        raise LeaderboardError(slow if e.status == "timeout" else str(e)) from None
    finally:
        box.close()
    whole, part = (_numbers(p, len(a)) for p, a in zip(got.predictions, asked, strict=True))
    if not np.allclose(part, whole[some], rtol=1e-3, atol=1e-3):
        raise LeaderboardError("Its predictions depend on which other pairs are asked: a leak.")
    return on.error(whole), got.seconds


def _numbers(predicted: Any, n: int) -> Array:
    """n predictions. Raises LeaderboardError."""
    try:
        array = np.asarray(predicted, dtype=np.float64)
    except (TypeError, ValueError):
        raise LeaderboardError("What `predict` returned are no numbers.") from None
    if array.shape != (n,):
        raise LeaderboardError(f"`predict` returned shape {array.shape} for {n:,} pairs, expected ({n},).")
    if not np.isfinite(array).all():
        raise LeaderboardError("Some of its predictions are no numbers, NaN or infinite.")
    return array


# --- the board ---


def capstones(folder: Path) -> list[tuple[Path, str]]:
    """The capstones at a path, each with its label; other lessons' notebooks are left out, unreadable files are not.

    Raises LeaderboardError where there is none, FileNotFoundError where there is no notebook at all."""
    found = []
    for path, label in notebooks_at(folder):
        named = [part for part in Path(label).parts if part in course.lessons()]
        try:
            lesson = named[0] if named else find_lesson(path, handed_in(path).notebook).id
        except SubmissionError:  # said in its row
            lesson = LESSON
        if lesson == LESSON:
            found.append((path, label))
    if not found:
        raise LeaderboardError(f"There is no notebook of {LESSON} in {folder}.")
    return found


def names(found: list[tuple[Path, str]]) -> list[str]:
    """What to call the submissions: the student's folder where that tells them apart, else the path."""
    first = [Path(label).parts[0] if len(Path(label).parts) > 1 else Path(label).stem for _, label in found]
    return [tidy(one if first.count(one) == 1 else label) for one, (_, label) in zip(first, found, strict=True)]


def run(
    folder: Path,
    key: str,
    data: str | None = None,
    seeds: int = 3,
    seconds: float = SECONDS,
    say: Callable[[str], None] = print,
    keep: Callable[[list[Row], Ratings], None] = lambda rows, ratings: None,
) -> tuple[list[Row], Ratings]:
    """Every submission in `folder` and every baseline on the same `seeds` locked splits; the best first, failures last.

    A submission that fails on one split is not asked on the next. `keep` is called after each row, so that a run that
    is stopped has what it found. Raises LeaderboardError, DataError, FileNotFoundError, IsolationError."""
    if seeds < 1 or seconds <= 0:
        raise LeaderboardError("At least one split and some time are needed: --seeds 1 or more, --seconds above 0.")
    found = capstones(folder)
    trust.check(folder)
    ratings = load_ratings(data)
    splits = [lock(ratings, key, number) for number in range(seeds)]
    limit = kept(seconds)
    rows = [Row(name, "baseline", [of(on) for on in splits]) for name, of in BASELINES.items()]
    for name, (path, _) in zip(names(found), found, strict=True):
        row = Row(name, "submission")
        for number, on in enumerate(splits, 1):
            try:
                error, took = ask(path, on, limit)
            except LeaderboardError as e:
                at = f"On split {number} of {seeds}: " if number > 1 else ""
                row.message = tidy(at + str(e))[:LONGEST]
                break
            row.mse.append(error)
            row.seconds.append(took)
        rows.append(row)
        say(f"{name}: {row.message or f'{row.mean:.4f}'}")
        keep(ordered(rows), ratings)
    return ordered(rows), ratings


def ordered(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.mean, row.name))


def table(rows: list[Row], data: str) -> str:
    """The board as lines of text, with what was measured elsewhere below it."""
    width = max(len("Recommender"), *(len(r.name) for r in rows))
    lines = [f"place  {'Recommender':{width}}  {'MSE':>7}  {'± sd':>7}  {'RMSE':>6}  {'fit, s':>6}"]
    place = 0
    for row in rows:
        place += row.kind == "submission" and not row.message
        if row.message:
            lines.append(f"{'':5}  {row.name:{width}}  {row.message}")
            continue
        at = f"{place:4d}." if row.kind == "submission" else f"{'':5}"
        sd = f"{row.spread:.4f}" if len(row.mse) > 1 else ""
        took = f"{statistics.mean(row.seconds):.1f}" if row.seconds else ""
        shown = f"{row.name:{width}}  {row.mean:7.4f}  {sd:>7}  {row.mean**0.5:6.4f}  {took:>6}"
        lines.append(f"{at}  {shown}{'' if row.seconds else '  baseline'}".rstrip())
    if data in ELSEWHERE:
        lines += ["", "Measured elsewhere, by other protocols, so not to be ranked with these:"]
        lines += [f"  {name}: MSE {mse:.3f}, {how}" for name, mse, how in ELSEWHERE[data]]
    return "\n".join(lines)


def as_json(rows: list[Row], ratings: Ratings, seeds: int, seed: int | None, seconds: float) -> dict[str, Any]:
    """The board as data. The class's secret is not in it; a seed that was given is."""
    return {
        "data": ratings.source.name,
        "protocol": {
            "test part": PART,
            "splits": seeds,
            "seed": seed,
            "seconds": seconds,
            "locked by": "the class's secret" if seed is None else "--seed",
            "error": "mean squared error on the test part, squared stars",
        },
        "rows": [row.as_json() for row in rows],
        "elsewhere": [{"name": n, "mse": m, "protocol": how} for n, m, how in ELSEWHERE.get(ratings.source.name, [])],
    }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="the class's capstone notebooks, such as submitted/")
    parser.add_argument("--data", choices=list(CATALOG), help="ratings to use (default: the best that can be had)")
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="locked splits, each with its own start")
    parser.add_argument("--seed", type=int, metavar="S", help="lock by this number and not by the class's secret")
    parser.add_argument("--seconds", type=float, default=SECONDS, metavar="T", help="of CPU, for each fit")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the board as data, after each submission")
    parser.add_argument("--figure", type=Path, metavar="FILE", help="draw the board as a picture")
    classbook.add_place(parser)


def command(args: argparse.Namespace) -> int:
    """Run the class, print the board, write it; returns the exit code: 0 where anybody is ranked."""
    home = classbook.place(args.home).submitted.parent
    key = secret(home) if args.seed is None else f"seed {args.seed}"
    locked = f"{home / KEY}, which stays with you" if args.seed is None else f"--seed {args.seed}, which repeats it"
    print(f"Locked: {PART:.0%} of the ratings, in {args.seeds} splits that follow from {locked}.", flush=True)

    def keep(rows: list[Row], ratings: Ratings) -> None:
        if args.json:
            write_json(args.json, as_json(rows, ratings, args.seeds, args.seed, args.seconds))

    rows, ratings = run(args.folder, key, args.data, args.seeds, args.seconds, keep=keep)
    keep(rows, ratings)
    print(f"\n{ratings.source.label}\n{table(rows, ratings.source.name)}")
    if args.figure:
        board_picture.figure(rows, ratings.source.label, ELSEWHERE.get(ratings.source.name, [])).savefig(
            args.figure, dpi=130
        )
        print(f"\npicture: {args.figure}")
    return 0 if any(r.kind == "submission" and not r.message for r in rows) else 1
