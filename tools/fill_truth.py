"""Put what `collab truth` found into README.md, between its `<!-- truth -->` marks.

.venv/bin/collab truth --rounds 1 --json build/truth.json
.venv/bin/python tools/fill_truth.py build/truth.json
"""

import json
import re
import sys
from pathlib import Path

from collab.staff.truth import upper_bound

ROOT = Path(__file__).parent.parent
MARKS = re.compile(r"(<!-- truth -->\n).*?(<!-- /truth -->)", re.DOTALL)


def table(findings: list[dict]) -> str:
    """Markdown: right and wrong answers in a row each."""
    answers = {(f["exercise"], f["name"]): f["right"] for f in findings}
    rounds = len(findings) / len(answers)
    right = [f for f in findings if f["right"]]
    wrong = [f for f in findings if not f["right"]]
    rejected, accepted = (sum(f["trouble"] == t for f in findings) for t in ("false reject", "false accept"))
    told = sum(f["diagnosed"] for f in wrong)
    rows = [
        [
            "answers",
            "how many",
            f"gradings ({rounds:g} round{'s' * (rounds != 1)})",
            "graded wrongly",
            "so below (95 %)",
            "told its mistake",
        ],
        ["---"] + ["---:"] * 5,
        [
            "right",
            f"{sum(answers.values())}",
            f"{len(right):,}",
            f"{rejected} false rejects",
            f"{100 * upper_bound(rejected, len(right)):.2g} %",
            "",
        ],
        [
            "wrong",
            f"{len(answers) - sum(answers.values())}",
            f"{len(wrong):,}",
            f"{accepted} false accepts",
            f"{100 * upper_bound(accepted, len(wrong)):.2g} %",
            f"{told:,} of {len(wrong):,}",
        ],
    ]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def main() -> None:
    text = table(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    readme = ROOT / "README.md"
    after, places = MARKS.subn(lambda m: f"{m[1]}{text}\n{m[2]}", readme.read_text(encoding="utf-8"))
    if not places:
        sys.exit("README.md has no truth marks.")
    readme.write_text(after, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
