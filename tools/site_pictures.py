"""Take the pictures that the site and README show into docs/pictures/: a card from a real check in a real Jupyter, and a class.

    .venv/bin/python tools/site_pictures.py

Needs Chromium or Chrome, and a class's figure from `make demo`.
"""

import subprocess
import sys
from pathlib import Path

from PIL import Image

from collab.storage import write_bytes

ROOT = Path(__file__).parent.parent
TAKEN = ROOT / "build" / "screenshots"
KEPT = ROOT / "docs" / "pictures"
COLOURS = 64  # enough for text on a plain ground; a quarter of the bytes


def small(source: Path, to: Path) -> None:
    """The same picture with few colours, as a PNG."""
    made = to.with_suffix(".part.png")
    to.parent.mkdir(parents=True, exist_ok=True)
    Image.open(source).convert("RGB").quantize(COLOURS).save(made, optimize=True)
    write_bytes(to, made.read_bytes())
    made.unlink()
    print(f"{to.relative_to(ROOT)}: {to.stat().st_size / 1000:.0f} kB")


def main() -> int:
    run = subprocess.run([sys.executable, "-m", "pytest", "-q", "tests/browser/test_site_pictures.py"], cwd=ROOT)
    if run.returncode:
        return run.returncode
    for theme in ("light", "dark"):
        small(TAKEN / f"site-card-{theme}.png", KEPT / f"card-{theme}.png")
    figures = sorted((ROOT / "build" / "demo").rglob("class.png"))
    if not figures:
        print("No class's figure: run `make demo` first.", file=sys.stderr)
        return 1
    small(figures[0], KEPT / "class.png")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
