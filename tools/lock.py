"""Resolve pyproject.toml into constraints.txt, for every Python from 3.10 on and every system (`make lock`; needs uv).

The CUDA packages that the Linux torch wheel asks for are left out: a constraint on what nobody installs helps nobody, and
where they are wanted pip takes those that the wheel itself names.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAD = """\
# Exact versions of everything the project installs, for Python 3.10 and later.
# Made by: make lock (resolves pyproject.toml; the CUDA packages of the Linux torch wheel are left to pip).
"""


def main() -> None:
    command = "-m uv pip compile --universal --fork-strategy requires-python --python-version 3.10 --all-extras --no-annotate --no-header -q"
    pinned = ROOT / "build" / "torch.in"
    pinned.parent.mkdir(exist_ok=True)
    pinned.write_text("torch==2.13.0\n")  # the version this course is tested with; raise it here
    run = subprocess.run(
        [sys.executable, *command.split(), "pyproject.toml", "-c", str(pinned)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if run.returncode:
        sys.exit(run.stderr)
    lines = [line for line in run.stdout.splitlines() if not re.match(r"nvidia|triton|cuda", line)]
    (ROOT / "constraints.txt").write_text(HEAD + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
