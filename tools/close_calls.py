"""How nearly the bank's wrong answers come through: a coincidence that 50 rounds seldom meet shows in the misses around it.

    .venv/bin/python tools/close_calls.py [--exercise NAME] [--rounds N] [--json FILE]

A check that compares numbers lets a wrong answer through where its draw happens to give nearly the right ones. Such draws
are rare, and near misses are not: of values that fall anywhere, a hundred times as many come within a hundred tolerances as
within one. So for every wrong answer the distance of its numbers from the right ones is taken, in tolerances, at the
comparison that decided; the rate at which it would get through is about the share of draws within NEAR tolerances, divided
by NEAR. What is always equally far off (a half-precision number) is listed too; a person tells which, or many gradings of
that one answer do. Checks that compare lists, kinds or losses are not seen.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import math
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from collab.grading.judge.session import Session
from collab.staff import truth
from collab.storage import write_json

NEAR = 100.0  # tolerances
LOOSE = 1e-2  # comparisons that allow more are about which mistake it is
ASIDE = (
    "recognise",
    "nearly",
    "coincidences",
    "mistakes",
    "known",
    "apart",
    "cut_far",
)  # so are those in these functions
JUDGE = ("expect.py", "pairs.py", "test_")


@dataclass(frozen=True)
class Call:
    """One grading of a wrong answer: how far its numbers were from the right ones, in tolerances, at what stopped it."""

    answer: str
    check: str
    distance: float  # infinite where no numbers were compared
    seed: int
    accepted: bool


def distance(got: Any, wanted: Any, rtol: float, atol: float) -> float:
    """The largest |got - wanted| / (atol + rtol |wanted|); infinite where the two are no arrays of the same numbers."""
    try:
        a, b = np.broadcast_arrays(np.asarray(got, float), np.asarray(wanted, float))
    except (TypeError, ValueError):
        return math.inf
    with np.errstate(all="ignore"):
        found = np.abs(a - b) / (atol + rtol * np.abs(b))
    return float(np.nanmax(found)) if np.isfinite(found).any() else math.inf


@contextlib.contextmanager
def watched() -> Iterator[list[tuple[str, float]]]:
    """While it lasts, every check that fails is listed, with the distance at the comparison that came nearest to passing."""
    failed: list[tuple[str, float]] = []
    since: list[float] = []
    record = Session.record

    def noted(plain: Any) -> Any:
        def compared(got: Any, wanted: Any, rtol: float = 1e-5, atol: float = 1e-8, **more: Any) -> Any:
            caller = sys._getframe(1).f_code
            if Path(caller.co_filename).name.startswith(JUDGE) and caller.co_name not in ASIDE and rtol <= LOOSE:
                far = distance(got, wanted, rtol, atol)
                if far > 1:
                    since.append(far)
            return plain(got, wanted, rtol=rtol, atol=atol, **more)

        return compared

    def recorded(self: Session, exercise: str, result: Any) -> None:
        if result.status not in ("passed", "skipped"):
            failed.append((result.name, min(since, default=math.inf)))
        since.clear()
        record(self, exercise, result)

    with (
        mock.patch.object(np, "isclose", noted(np.isclose)),
        mock.patch.object(np, "allclose", noted(np.allclose)),
        mock.patch.object(Session, "record", recorded),
    ):
        yield failed


def examine(answer: truth.Answer, seed: int | None = None) -> Call:
    """Grade a wrong answer. It gets through only where every check passes: the farthest of those that failed counts."""
    with watched() as failed:
        finding = truth.examine(answer, seed=seed)
    check, far = max(failed, key=lambda row: row[1], default=("", 0.0))
    return Call(answer.label, check, far, finding.seed, finding.accepted)


def rate(calls: list[Call]) -> float:
    """About how often an answer would get through: as often as it did, or as its near misses say."""
    through = sum(call.accepted for call in calls) / len(calls)
    return max(through, sum(call.distance < NEAR for call in calls) / len(calls) / NEAR)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--exercise", default="")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    wrong = [answer for answer in truth.bank(args.exercise) if not answer.right]
    calls = defaultdict(list)
    with concurrent.futures.ProcessPoolExecutor((os.cpu_count() or 1) + 1) as pool:
        for number, call in enumerate(pool.map(examine, wrong * args.rounds, chunksize=4), 1):
            calls[call.answer].append(call)
            if number % 500 == 0:
                print(f"{number} of {len(wrong) * args.rounds} answers", flush=True)
    near = {label: found for label, found in calls.items() if rate(found)}
    for label, found in sorted(near.items(), key=lambda row: -rate(row[1])):
        nearest = min(found, key=lambda call: (not call.accepted, call.distance))
        got = "got through" if nearest.accepted else f"{nearest.distance:.1f} tolerances from it"
        print(f"{label}: about {100 * rate(found):.2g} % of draws; {got} (--seed {nearest.seed}): {nearest.check}")
    print(f"{len(near)} of {len(calls)} wrong answers came within {NEAR:g} tolerances")
    if args.json:
        write_json(args.json, [asdict(call) for found in near.values() for call in found])
    return any(call.accepted for found in calls.values() for call in found)


if __name__ == "__main__":
    raise SystemExit(main())
