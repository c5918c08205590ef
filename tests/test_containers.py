"""The image for grading, the development container and Binder, as far as they can be looked at where no container runs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DOCKERFILE = ROOT / "Dockerfile"
HADOLINT = shutil.which("hadolint", path=str(Path(sys.executable).parent))
INSTRUCTIONS = re.compile(r"^([A-Z]+) ((?:.*\\\n)*.*)$", re.MULTILINE)


def instructions() -> list[tuple[str, str]]:
    return INSTRUCTIONS.findall(DOCKERFILE.read_text(encoding="utf-8"))


@pytest.mark.skipif(HADOLINT is None, reason="hadolint has no wheel for this processor")
def test_the_dockerfile_is_as_a_linter_wants_it(tmp_path: Path) -> None:
    run = subprocess.run([str(HADOLINT), "--no-color", str(DOCKERFILE)], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    wrong = tmp_path / "Dockerfile"
    wrong.write_text("FROM python\nRUN apt-get install make\n")
    assert subprocess.run([str(HADOLINT), str(wrong)], capture_output=True).returncode != 0


def test_the_image_is_pinned_and_runs_as_nobody_in_particular() -> None:
    made = instructions()
    (base,) = (rest for name, rest in made if name == "FROM")
    assert re.fullmatch(r"python:3\.11-slim-bookworm@sha256:[0-9a-f]{64}", base)
    names = [name for name, _ in made]
    last_user = [rest for name, rest in made if name == "USER"][-1]
    assert last_user == "10001"
    root_runs = [rest for name, rest in made[: names.index("USER")] if name == "RUN"]
    assert len(root_runs) == 1
    assert "start.py" not in root_runs[0]
    assert any("COLLAB_ISOLATION=sandboxed" in rest for name, rest in made if name == "ENV")


def test_what_is_copied_is_there_and_nothing_of_a_class_goes_along() -> None:
    for name, rest in instructions():
        if name == "COPY":
            *sources, _ = rest.removeprefix("--chown=10001 ").split()
            assert [s for s in sources if not (ROOT / s).exists()] == []
    ignored = (ROOT / ".dockerignore").read_text().split()
    makefile = (ROOT / "Makefile").read_text()
    (of_a_class,) = re.findall(r"^CLASS := (.*)$", makefile, re.MULTILINE)
    kept = [name for name in of_a_class.split() if name not in ignored and not name.startswith("gradebook")]
    assert kept == []
    assert {"gradebook*", "roster.csv", ".venv", ".git", "data/ml-100k"} <= set(ignored)


def test_the_flags_are_those_of_the_page_on_isolation() -> None:
    page = (ROOT / "docs" / "isolation.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^docker run (.*) IMAGE$", page, re.MULTILINE)
    flags = re.findall(r"--security-opt \S+", shown)
    assert len(flags) == 3
    assert [flag for flag in flags if flag not in DOCKERFILE.read_text()] == []


def test_the_development_container_names_what_is_there() -> None:
    text = (ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8")
    made = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    assert made["postCreateCommand"] == "python start.py --no-open"
    assert all((ROOT / name).is_file() for name in made["customizations"]["codespaces"]["openFiles"])


def test_binder_finds_what_it_reads() -> None:
    """repo2docker takes environment.yml from the root, and copies the course first where pip's part names something local."""
    assert not (ROOT / "binder").exists()
    (pip,) = (
        d["pip"] for d in yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"] if isinstance(d, dict)
    )
    assert "-e ." in pip
    assert (ROOT / "lessons" / "START.ipynb").is_file()
