"""Put the table of recommenders into README.md, between its `<!-- ranking -->` marks.

.venv/bin/collab results --ranking --splits 5 --data ml-100k --json build/ranking-ml-100k.json
.venv/bin/python tools/fill_ranking.py build/ranking-ml-100k.json
"""

import json
import re
import sys
from pathlib import Path

from collab.staff.ranking import table

README = Path(__file__).parent.parent / "README.md"
MARKS = re.compile(r"(<!-- ranking -->\n).*?(<!-- /ranking -->)", re.DOTALL)


def filled(text: str, records: list[dict]) -> str:
    """The text with the table of these records between the marks. Exits where there are none."""
    after, places = MARKS.subn(lambda m: f"{m[1]}{table(records)}\n{m[2]}", text)
    if places != 1:
        sys.exit(f"README.md has the ranking marks {places} times, not once.")
    return after


def main() -> None:
    records = [record for path in sys.argv[1:] for record in json.loads(Path(path).read_text(encoding="utf-8"))]
    README.write_text(filled(README.read_text(encoding="utf-8"), records), encoding="utf-8")
    print(table(records))


if __name__ == "__main__":
    main()
