"""Keep the counts of what `collab truth` found in docs/figures/truth.json, and put the tables into README.md and docs/.

.venv/bin/collab truth --rounds 50 --json build/truth.json --resume
.venv/bin/python tools/fill_truth.py build/truth.json

Several files, of one exercise each, are taken together.
"""

import json
import sys
from pathlib import Path
from typing import Any

from fill_tables import fill
from tables import FIGURES, truth

from collab.storage import write_json

FAULTS = {"right": "false reject", "wrong": "false accept"}


def counts(findings: list[dict[str, Any]]) -> dict[str, Any]:
    """Of right and of wrong answers: how many, how often graded, how often wrongly, how often the mistake was named; and the
    same by exercise. `rounds`: how often each answer was graded at least, and at most."""
    often: dict[tuple[str, str], int] = {}
    for f in findings:
        often[f["exercise"], f["name"]] = often.get((f["exercise"], f["name"]), 0) + 1
    made: dict[str, Any] = {"rounds": [min(often.values()), max(often.values())], **by_kind(findings)}
    made["exercises"] = {
        name: by_kind([f for f in findings if f["exercise"] == name])
        for name in dict.fromkeys(f["exercise"] for f in findings)
    }
    return made


def by_kind(findings: list[dict[str, Any]]) -> dict[str, Any]:
    made = {}
    for kind, fault in FAULTS.items():
        mine = [f for f in findings if f["right"] == (kind == "right")]
        made[kind] = {
            "answers": len({(f["exercise"], f["name"]) for f in mine}),
            "gradings": len(mine),
            "graded_wrongly": sum(f["trouble"] == fault for f in mine),
            "told": sum(f["diagnosed"] for f in mine),
        }
    return made


def main() -> None:
    found = [f for name in sys.argv[1:] for f in json.loads(Path(name).read_text(encoding="utf-8"))]
    made = counts(found)
    write_json(FIGURES / "truth.json", made)
    fill()
    print(truth(made))


if __name__ == "__main__":
    main()
