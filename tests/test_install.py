"""A student's install: no nbgrader and no jupytext, and nothing that a student runs misses them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from collab import course

# As where the extra `instructor` is not installed; whoever imports one of its packages all the same is told so.
BLOCK = """
import importlib.abc, sys
class Block(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"nbgrader", "jupytext", "sqlalchemy", "alembic"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Block())
"""
COMMAND = "from collab.cli import main; sys.exit(main(sys.argv[1:]))"
NOTEBOOK = """
from collab import check, hint, progress
def one_hot(index, n):
    import torch
    v = torch.zeros(n)
    v[index] = 1
    return v
print(float(check("one_hot")))
hint("one_hot")
print(progress().summary)
"""


def without_the_extra(code: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCK + code, *arguments],
        cwd=cwd,
        env={k: v for k, v in os.environ.items() if not k.startswith("COLLAB")},
        capture_output=True,
        text=True,
    )


def test_the_block_blocks(tmp_path: Path) -> None:
    run = without_the_extra("import nbgrader.apps", cwd=tmp_path)
    assert "No module named 'nbgrader" in run.stderr


def test_a_notebook_needs_nothing_of_the_instructors(tmp_path: Path) -> None:
    (tmp_path / "grader").symlink_to(course.root() / "grader")  # a course folder of one's own: progress is noted in it
    (tmp_path / "lessons").symlink_to(course.root() / "lessons")
    run = without_the_extra(NOTEBOOK, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("2.0\nHint 1 of 3")
    assert "1 of " in run.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--help"], 0, "progress"),
        (["progress"], 0, "exercises"),
        (["data", "minilens"], 0, "MiniLens"),
        (["grade", "lessons/01_embedding_lookup"], 1, "not attempted"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_the_students_commands_need_nothing_of_the_instructors(arguments: list[str], code: int, says: str) -> None:
    run = without_the_extra(COMMAND, *arguments, cwd=course.root())
    assert run.returncode == code, run.stderr
    assert says in run.stdout


def test_an_instructors_command_says_what_to_install() -> None:
    run = without_the_extra(COMMAND, "build", "--check", cwd=course.root())
    assert run.returncode == 2
    assert run.stderr.startswith("collab build: jupytext is not installed; only instructors need it: pip install")
    assert "Traceback" not in run.stderr
