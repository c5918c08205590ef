"""`make clean` takes away what was installed and made, and nothing of a class."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from .instructor import ROOT

KEPT = [
    "gradebook.db",
    "gradebook-backups/gradebook-2026.db",
    "submitted/Ada Lovelace_1/04/.ipynb_checkpoints/04.ipynb",
    "submitted/Ada/04/04.ipynb",  # a name that is the beginning of another, which has a space
    "attempts/04/Ada Lovelace_1/01/04.ipynb",
    "autograded/Ada/04/__pycache__/x.pyc",
    "feedback/Ada/04/04.html",
    "downloaded/04/archive/a b.zip",
    "roster.csv",
    "grades.csv",
    ".progress.json",
    "solutions/04.py",
    "data/minilens/ratings.csv",
]
GONE = [
    "build/student.zip",
    ".venv/bin/python",
    "solutions/04/04.ipynb",
    "grader/__pycache__/x.pyc",
    "lessons/0 4/.ipynb_checkpoints/x",
    "data/ml-100k/u.data",
]


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_make_clean_leaves_a_class_alone(tmp_path: Path) -> None:
    for name in ("Makefile", "setup.mk"):
        shutil.copy(ROOT / name, tmp_path)
    for name in [*KEPT, *GONE]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    run = subprocess.run(["make", "clean"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert [name for name in KEPT if not (tmp_path / name).is_file()] == []
    assert [name for name in GONE if (tmp_path / name).exists()] == []


def test_git_ignores_what_a_class_makes(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitignore", tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in [*KEPT[:-2], "class.png", "report.html", "gradebook-2025.db", "gradebook.db-journal"]:
        run = subprocess.run(["git", "check-ignore", "-q", name], cwd=tmp_path)
        assert run.returncode == 0, name
    for name in ("solutions/04.py", "grader/course.toml", "README.md"):
        assert subprocess.run(["git", "check-ignore", "-q", name], cwd=tmp_path).returncode == 1, name
