"""Keep the ranking in docs/figures/ranking.json, and put the table into README.md and docs/.

.venv/bin/collab results --ranking --splits 5 --data ml-100k --json build/ranking-ml-100k.json
.venv/bin/python tools/fill_ranking.py build/ranking-ml-100k.json
"""

import json
import sys
from pathlib import Path

from fill_tables import fill
from tables import FIGURES

from collab.staff.ranking import table
from collab.storage import write_json


def main() -> None:
    records = [record for path in sys.argv[1:] for record in json.loads(Path(path).read_text(encoding="utf-8"))]
    write_json(FIGURES / "ranking.json", records)
    fill()
    print(table(records))


if __name__ == "__main__":
    main()
