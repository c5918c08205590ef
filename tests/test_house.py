"""The house: which room may import which, that no test depends on the day, and that what is written of the limits is true."""

from __future__ import annotations

import ast
import graphlib
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import grimp
import pytest

from collab.grading.box.limits import Limits, LimitsError, limits

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "collab"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the package below `folder`/src to the contracts in `folder`/pyproject.toml."""
    code = f"import sys; sys.path.insert(0, {str(folder / 'src')!r}); from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run([sys.executable, "-c", code, "--no-cache"], cwd=folder, capture_output=True, text=True)


def test_each_room_imports_only_what_it_may() -> None:
    run = lint_imports(ROOT)
    assert run.returncode == 0, run.stdout
    assert "0 broken" in run.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("grading/reading/files.py", "from collab.staff import build"),
        ("grading/box/agent.py", "from collab.grading.judge import expect"),
        ("grading/judge/expect.py", "from collab.grading.classroom import ledger"),
        ("plots.py", "from collab.training import History"),
        ("data/folders.py", "import torch"),
    ],
)
def test_an_import_in_the_wrong_direction_is_seen(tmp_path: Path, file: str, line: str) -> None:
    shutil.copytree(SOURCE, tmp_path / "src" / "collab", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    place = tmp_path / "src" / "collab" / file
    place.write_text(f"{place.read_text()}\n{line}\n")
    run = lint_imports(tmp_path)
    assert run.returncode != 0
    assert re.search(r"\b[1-9]\d* broken", run.stdout), run.stdout


def test_there_are_no_circles() -> None:
    graph = grimp.build_graph("collab", exclude_type_checking_imports=True, cache_dir=None)
    graphlib.TopologicalSorter({m: graph.find_modules_directly_imported_by(m) for m in graph.modules}).prepare()


def test_every_room_says_what_it_is_for_and_what_it_may_import() -> None:
    rooms = [p for p in SOURCE.rglob("__init__.py") if p.parent != SOURCE]
    assert len(rooms) == 9
    for room in rooms:
        text = ast.get_docstring(ast.parse(room.read_text())) or ""
        assert re.search(r"[Mm]ay (be )?import", text), room
        assert len(text) > 150, room


def test_no_test_depends_on_the_day() -> None:
    """A sample that changes overnight fails a newcomer's first run: COLLAB_DRAW draws another on purpose."""
    asks = re.compile(r"\b(date\.today|datetime\.now|datetime\.utcnow|time\.strftime|time\.localtime)\b")
    found = [p.name for p in (ROOT / "tests").glob("*.py") if p != Path(__file__) and asks.search(p.read_text())]
    assert not found


# --- limits ---


def test_what_security_md_says_of_the_limits_is_what_the_code_has() -> None:
    text = " ".join((ROOT / "SECURITY.md").read_text().split())
    kept = Limits()
    said = [
        f"{kept.memory // 2**30} GiB of address space",
        f"{kept.cpu} s of CPU",
        f"{kept.cell:.0f} s of it for a cell",
        f"{kept.call:.0f} s for a question",
        f"{kept.train:.0f} s for a loss target",
        f"{kept.patience:.0f} times as long by the clock",
        f"{kept.total:.0f} s in all",
        f"{kept.processes} processes",
        f"{kept.files:,} files",
        f"{kept.file // 2**20} MB a file",
        f"`/tmp` and `/dev/shm`, {kept.tmpfs // 2**20} MB each",
        f"| {2 * kept.tmpfs // 2**20} MB in memory, wiped |",
    ]
    assert [words for words in said if words not in text] == []


def test_limits_can_be_set_for_a_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLLAB_LIMITS", raising=False)
    assert limits() == Limits()
    monkeypatch.setenv("COLLAB_LIMITS", "cell=60, memory=8e9")
    assert limits().cell == 60.0
    assert limits().memory == 8_000_000_000
    assert isinstance(limits().memory, int)
    assert limits().inside == Limits(memory=8_000_000_000)  # the rest is the judge's patience


@pytest.mark.parametrize("value", ["cells=3", "cell", "cell=soon", "cell=0", "cell=-1"])
def test_a_limit_that_cannot_be_is_a_sentence(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("COLLAB_LIMITS", value)
    with pytest.raises(LimitsError, match=r"COLLAB_LIMITS (holds|sets)"):
        limits()


def test_every_limit_says_what_it_is() -> None:
    text = (SOURCE / "grading" / "box" / "limits.py").read_text()
    assert [f.name for f in fields(Limits) if not re.search(rf"^    {f.name}: .*#", text, re.MULTILINE)] == []
