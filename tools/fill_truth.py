"""Keep the counts of what `collab truth` found in docs/figures/truth.json, and put the tables into README.md and docs/.

.venv/bin/collab truth --rounds 50 --json docs/figures/truth-tallies.json --resume
.venv/bin/python tools/fill_truth.py
"""

import sys
from typing import Any

from fill_tables import fill
from tables import FIGURES, truth

from collab.staff.measure import Tally, read, stale
from collab.staff.truth import bank
from collab.storage import write_json


def counts(tallies: list[Tally]) -> dict[str, Any]:
    """Of right and of wrong answers: how many, how often graded, how often wrongly, how often the mistake was named; and the
    same by exercise. `rounds`: how often each answer was graded at least, and at most."""
    often = [t.gradings for t in tallies]
    made: dict[str, Any] = {"rounds": [min(often), max(often)], **by_kind(tallies)}
    names = dict.fromkeys(t.exercise for t in tallies)
    made["exercises"] = {name: by_kind([t for t in tallies if t.exercise == name]) for name in names}
    return made


def by_kind(tallies: list[Tally]) -> dict[str, Any]:
    made = {}
    for kind in ("right", "wrong"):
        mine = [t for t in tallies if t.right == (kind == "right")]
        made[kind] = {
            "answers": len(mine),
            "gradings": sum(t.gradings for t in mine),
            "graded_wrongly": sum(t.wrongly for t in mine),
            "told": sum(t.told for t in mine),
        }
    return made


def main() -> None:
    tallies = read(FIGURES / "truth-tallies.json")
    old = stale(tallies)
    if old:
        sys.exit(
            f"{len(old)} tallies are about other graders or answers, {old[0]} for one: measure again, with --resume."
        )
    lacking = {(a.exercise, a.name) for a in bank()} - {t.key for t in tallies}
    if lacking:
        sys.exit(
            f"{len(lacking)} answers were not graded yet, {'/'.join(min(lacking))} for one: go on measuring, with --resume."
        )
    made = counts(tallies)
    write_json(FIGURES / "truth.json", made)
    fill()
    print(truth(made))


if __name__ == "__main__":
    main()
