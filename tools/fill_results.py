"""Put the results table into README.md and lesson 06, between their `<!-- results -->` marks.

.venv/bin/collab results --splits 5 --data ml-100k --json build/results-ml-100k.json
.venv/bin/collab results --splits 5 --data minilens --json build/results-minilens.json
.venv/bin/python tools/fill_results.py build/results-ml-100k.json build/results-minilens.json
"""

import json
import re
import statistics
import sys
from pathlib import Path

from collab import course
from collab.data.catalog import CATALOG
from collab.staff import build
from collab.staff.results import MODELS, REFERENCE_DATA

ROOT = Path(__file__).parent.parent
MARKS = re.compile(r"(<!-- results -->\n).*?((?:# )?<!-- /results -->)", re.DOTALL)


def row(name: str, records: list[dict]) -> list[str]:
    known = MODELS[name]
    book = f"{known.book_mse:.3f}" if known.book_mse else ""
    cells = [f"`{name}`", f"{known.seed_mse:.4f}", book]
    for data in CATALOG:
        losses = [r["valid_mse"][-1] for r in records if (r["model"], r["data"]) == (name, data)]
        cells.append(f"{statistics.mean(losses):.3f} ± {statistics.stdev(losses):.3f}")
    seconds = [r["seconds"] for r in records if (r["model"], r["data"]) == (name, REFERENCE_DATA)]
    return [*cells, f"{statistics.mean(seconds):.1f}"]


def table(records: list[dict]) -> str:
    """Markdown: one row a model; mean and standard deviation over the splits."""
    splits = len({r["split_seed"] for r in records})
    head = [
        "model",
        "seed notebook",
        "fast.ai book",
        f"here, MovieLens 100K ({splits} splits)",
        "here, MiniLens",
        "seconds",
    ]
    rows = [head, ["---"] + ["---:"] * 5] + [row(name, records) for name in MODELS]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def main() -> None:
    records = [record for path in sys.argv[1:] for record in json.loads(Path(path).read_text())]
    text = table(records)
    for path in (ROOT / "README.md", ROOT / "solutions" / "06_collab_nn.py"):
        lines = text.splitlines()
        body = "\n".join(f"# {line}" if path.suffix == ".py" else line for line in lines)
        before = path.read_text(encoding="utf-8")
        after, places = MARKS.subn(lambda m, b=body: f"{m[1]}{b}\n{m[2]}", before)
        if not places:
            sys.exit(f"{path} has no results marks.")
        path.write_text(after, encoding="utf-8")
    build.build([course.lesson("06_collab_nn")])
    print(text)


if __name__ == "__main__":
    main()
