"""One worker's process: reads submissions from its standard input, a JSON object a line, and answers with their verdicts.

It holds one warm box, as `collab grade` does. What it prints besides goes nowhere: its output is the judge's channel."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from collab.grading.grade import grade_file
from collab.grading.verdict import Verdict


def main() -> None:
    """Serve until the input ends: {"number", "path", "label", "seed"} gives {"number", "verdict", "shares"}."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    print(json.dumps({"ready": os.getpid()}), file=replies, flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        verdict = grade_file(Path(asked["path"]), asked["label"], asked["seed"])
        reply = {"number": asked["number"], "verdict": verdict.as_json(), "shares": shares(verdict)}
        print(json.dumps(reply), file=replies, flush=True)


def shares(verdict: Verdict) -> dict[str, Any]:
    """What a verdict's data does not hold: the points of each check to the last digit, and how many checks there are."""
    exercises = verdict.exercises.items()
    return {name: {"points": [c.points for c in e.checks], "expected": e.expected} for name, e in exercises}


if __name__ == "__main__":
    main()
