"""Resolve pyproject.toml into constraints.txt, for every Python from 3.10 on and every system (`make lock`; needs uv).

What is pinned stays where it still resolves, so that a new dependency moves no other one; `--upgrade` takes the newest of
everything. The CUDA packages that the Linux torch wheel asks for are left out: a constraint on what nobody installs helps
nobody, and where they are wanted pip takes those that the wheel itself names.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAD = """\
# Exact versions of everything the project installs, for Python 3.10 and later.
# Made by: make lock (resolves pyproject.toml; the CUDA packages of the Linux torch wheel are left to pip).
"""
# On Linux, where classes are graded, the version that this course is tested with; elsewhere the newest there is. Raise it here.
TORCH = "torch==2.13.0 ; sys_platform == 'linux'\ntorch>=2.14 ; sys_platform != 'linux'\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--upgrade", action="store_true", help="the newest of everything")
    upgrade = parser.parse_args().upgrade
    command = "-m uv pip compile --universal --fork-strategy requires-python --python-version 3.10 --all-extras --no-annotate --no-header -q"
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    (folder / "torch.in").write_text(TORCH)
    made = folder / "constraints.txt"
    kept = [] if upgrade else _lines(ROOT / "constraints.txt", r"torch==")  # which is asked for anew
    made.write_text("\n".join(kept) + "\n")  # uv keeps what the output file pins
    run = subprocess.run(
        [sys.executable, *command.split(), "pyproject.toml", "-c", "build/torch.in", "-o", "build/constraints.txt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if run.returncode:
        sys.exit(run.stderr)
    (ROOT / "constraints.txt").write_text(HEAD + "\n".join(_lines(made, r"nvidia|triton|cuda")) + "\n")


def _lines(path: Path, without: str) -> list[str]:
    """The pins in a file, but for those that begin so."""
    found = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return [line for line in found if not re.match(without, line)]


if __name__ == "__main__":
    main()
