"""For which Pythons and platforms the pinned versions can be had, asked of a resolver: nothing is installed.

    .venv/bin/python tools/platforms.py [--json docs/figures/platforms.json]

For each row uv resolves what a student and an instructor install, from wheels only, under constraints.txt, and names the
torch that comes out; then the newest torch that the index has for it. Only the index's metadata is fetched. Rows that we
know of and do not ask for are in the table too, with the reason.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from collab.course import tomllib
from collab.storage import write_json

ROOT = Path(__file__).parent.parent
FIGURE = ROOT / "docs" / "figures" / "platforms.json"
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
PLATFORMS = {  # what we call it -> uv's name for it
    "Linux x86-64": "x86_64-manylinux_2_28",
    "Linux aarch64": "aarch64-manylinux_2_28",
    "macOS arm64": "aarch64-apple-darwin",
    "Windows x86-64": "x86_64-pc-windows-msvc",
}
OLDEST_MACOS = "14.0"  # torch has no wheel for an older one since 2.12
EXTRAS = ("instructor", "cluster")  # `dev` is for engineers; two of its packages have no wheel
NOT_TRIED = {
    "macOS x86-64": "torch has made no wheels for Intel Macs since 2.3",
    "Linux with musl (Alpine)": "torch makes no wheels for it",
    "Windows arm64": "not on our list: torch has wheels for some Pythons only",
    "PyPy, and Python without the GIL": "torch makes none, or not for all of what the course needs",
}


@dataclass(frozen=True)
class Row:
    """One Python on one platform; `torch` is empty where nothing was resolved, and `why` then says the reason."""

    python: str
    platform: str
    torch: str = ""  # under constraints.txt
    newest: str = ""  # that the index has a wheel of
    packages: int = 0
    why: str = ""


def uv(source: str, python: str, platform: str, *options: str) -> subprocess.CompletedProcess[str]:
    """What `uv pip compile` makes of requirements, from wheels only."""
    command = [sys.executable, "-m", "uv", "pip", "compile", source, "--only-binary", ":all:", "--quiet", "--no-header"]
    command += ["--no-annotate", "--python-version", python, "--python-platform", PLATFORMS[platform], *options]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS},
        input="torch\n" if source == "-" else None,
        capture_output=True,
        text=True,
    )


def resolve(python: str, platform: str, constraints: Path = ROOT / "constraints.txt", newest: bool = True) -> Row:
    """Ask for one row; `newest`: also for the newest torch."""
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    run = uv("pyproject.toml", python, platform, "--constraints", str(constraints), *extras)
    if run.returncode:
        return Row(python, platform, why=" ".join(run.stderr.split()))
    lines = [line for line in run.stdout.splitlines() if "==" in line]
    newest_torch = _torch(uv("-", python, platform).stdout) if newest else ""
    return Row(python, platform, _torch(run.stdout), newest_torch, len(lines))


def _torch(resolved: str) -> str:
    found = re.search(r"^torch==(\S+)", resolved, re.MULTILINE)
    return found[1] if found else ""


def resolve_all(constraints: Path = ROOT / "constraints.txt", newest: bool = True, at_once: int = 5) -> list[Row]:
    """Every Python on every platform."""
    cells = [(python, platform) for platform in PLATFORMS for python in PYTHONS]
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda cell: resolve(*cell, constraints, newest), cells))


def asked_with() -> str:
    """What the answers hold for: the requirements of a student and an instructor, and the pins, as a short text."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [project["requires-python"], project["dependencies"]]
    asked += [project["optional-dependencies"][extra] for extra in EXTRAS]
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    return hashlib.sha256(f"{asked}\n{pins}".encode()).hexdigest()[:16]


def unreachable(row: Row) -> bool:
    """Whether the row says nothing of the packages: the index did not answer."""
    return bool(re.search(r"Failed to fetch|client error|error sending request|timed out|dns error", row.why))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", type=Path, default=FIGURE)
    args = parser.parse_args()
    rows = resolve_all()
    for row in rows:
        print(
            f"{row.platform:16} {row.python:5} torch {row.torch or '-':8} newest {row.newest or '-':8} {row.why[:200]}"
        )
    if any(unreachable(row) for row in rows):
        print("The package index did not answer, so nothing was written.", file=sys.stderr)
        return 2
    args.json.parent.mkdir(parents=True, exist_ok=True)
    write_json(args.json, {"asked_with": asked_with(), "rows": [asdict(row) for row in rows], "not_tried": NOT_TRIED})
    return int(any(row.why for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())
