"""Keep the counts of what `collab truth` found in docs/figures/truth.json, and put the table into README.md and docs/.

.venv/bin/collab truth --rounds 1 --json build/truth.json
.venv/bin/python tools/fill_truth.py build/truth.json
"""

import json
import sys
from pathlib import Path
from typing import Any

from fill_tables import fill
from tables import FIGURES, truth

from collab.storage import write_json


def counts(findings: list[dict[str, Any]]) -> dict[str, Any]:
    """Of right and of wrong answers: how many, how often graded, how often wrongly, how often the mistake was named."""
    answers = {(f["exercise"], f["name"]) for f in findings}
    made: dict[str, Any] = {"rounds": len(findings) / len(answers)}
    for kind, trouble in (("right", "false reject"), ("wrong", "false accept")):
        mine = [f for f in findings if f["right"] == (kind == "right")]
        made[kind] = {
            "answers": len({(f["exercise"], f["name"]) for f in mine}),
            "gradings": len(mine),
            "graded_wrongly": sum(f["trouble"] == trouble for f in mine),
            "told": sum(f["diagnosed"] for f in mine),
        }
    return made


def main() -> None:
    made = counts(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    write_json(FIGURES / "truth.json", made)
    fill()
    print(truth(made))


if __name__ == "__main__":
    main()
