"""Keep the losses in docs/figures/results.json, and put the table into README.md, docs/ and lesson 06.

.venv/bin/collab results --splits 5 --data ml-100k --json build/results-ml-100k.json
.venv/bin/collab results --splits 5 --data minilens --json build/results-minilens.json
.venv/bin/python tools/fill_results.py build/results-ml-100k.json build/results-minilens.json
"""

import json
import re
import sys
from pathlib import Path

from fill_tables import fill
from tables import FIGURES, results

from collab import course
from collab.staff import build
from collab.storage import write_bytes, write_json

ROOT = Path(__file__).parent.parent
MARKS = re.compile(r"(# <!-- results -->\n).*?(# <!-- /results -->)", re.DOTALL)
KEPT = ("model", "data", "split_seed", "epochs", "seconds", "device")


def lesson(text: str, table: str) -> str:
    """A lesson's source with that table in it. Raises ValueError where it has no marks."""
    body = "".join(f"# {line}\n" for line in table.splitlines())
    after, places = MARKS.subn(lambda m: f"{m[1]}{body}{m[2]}", text)
    if not places:
        raise ValueError("there are no results marks")
    return after


def main() -> None:
    found = [record for path in sys.argv[1:] for record in json.loads(Path(path).read_text(encoding="utf-8"))]
    kept = [{**{key: r[key] for key in KEPT}, "valid_mse": r["valid_mse"][-1]} for r in found]
    write_json(FIGURES / "results.json", kept)
    fill()
    source = ROOT / "solutions" / "06_collab_nn.py"
    write_bytes(source, lesson(source.read_text(encoding="utf-8"), results(kept)).encode())
    build.build([course.lesson("06_collab_nn")])
    print(results(kept))


if __name__ == "__main__":
    main()
