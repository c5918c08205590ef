"""The grade is what the student saw: whole notebooks as people leave them, through a real kernel and through the graders.

Every entry is graded as a file; a sample is run in a Jupyter kernel too, cell by cell, and the points of each check compared
(COLLAB_TEST_ALL=1: every entry that can run here)."""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from collab import course
from collab.grading.grade import grade_file
from collab.grading.reading.cells import is_demo, is_test
from collab.grading.reading.source import checks_in
from collab.grading.verdict import Verdict

from .notebooks import BANK, Entry

DRAW = os.environ.get("COLLAB_DRAW", "first")
HERE = [name for name, e in BANK.items() if not e.elsewhere]
SAMPLED = (
    HERE if os.environ.get("COLLAB_TEST_ALL") else sorted(HERE, key=lambda n: zlib.crc32(f"{DRAW} {n}".encode()))[:8]
)


@pytest.fixture(scope="module", autouse=True)
def short_limits() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setenv("COLLAB_LIMITS", "cell=4")
    yield
    patch.undo()


def write(entry: Entry, folder: Path) -> Path:
    path = folder / entry.lesson / f"{entry.lesson}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(entry.notebook()))
    return path


def by_file(entry: Entry, folder: Path) -> Verdict:
    return grade_file(write(entry, folder), entry.name)


def test_the_bank_is_large_and_all_kinds_occur() -> None:
    assert len(BANK) >= 60
    assert len(HERE) >= 50
    assert {e.lesson[:2] for e in BANK.values()} >= {"01", "02", "03", "05", "06"}
    assert any(e.lost for e in BANK.values())


@pytest.mark.parametrize("name", BANK)
def test_the_file_gets_the_points_that_were_seen(name: str, tmp_path: Path) -> None:
    entry = BANK[name]
    verdict = by_file(entry, tmp_path)
    wanted = dict.fromkeys(entry.points(), None) if entry.kinder else entry.points()
    got = {e.id: e.score for e in verdict.exercises.values()}
    if entry.kinder:
        wanted = {e.id: e.max_score for e in verdict.exercises.values()}
    speaking = {e.id: e.speaking.message for e in verdict.exercises.values() if e.speaking}
    assert got == wanted, (speaking, verdict.notes, verdict.trouble)
    if entry.note:
        assert re.search(entry.note, "\n".join(verdict.notes)), verdict.notes
    if entry.says:
        assert re.search(entry.says, "\n".join(speaking.values())), speaking


def by_kernel(entry: Entry, folder: Path) -> dict[str, float]:
    """The points that each check shows in a kernel that runs the notebook from top to bottom, errors and all.

    The lesson's own demonstrations are left out: they train on all ratings, and no answer may hang on them."""
    nb = nbformat.from_dict(entry.notebook())
    shown: dict[str, float] = {}
    client = NotebookClient(nb, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}})
    with client.setup_kernel():
        for index, cell in enumerate(nb.cells):
            if cell.cell_type != "code" or not cell.source.strip() or "demo" in cell.metadata.get("tags", []):
                continue
            if (
                is_demo({"source": cell.source, "metadata": {}})
                and "only for me" not in cell.source
                and "def " not in cell.source
            ):
                continue
            cell.setdefault("outputs", [])
            cell.setdefault("execution_count", None)
            client.execute_cell(cell, index)
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "").removeprefix("check-")
            values = [o["data"]["text/plain"] for o in cell.outputs if o["output_type"] == "execute_result"]
            if is_test(cell) and name:
                shown[name] = float(values[-1]) if values else 0.0
            elif values and (again := [e for e in checks_in(cell.source) if e in entry.points()]):
                shown[again[-1]] = float(values[-1])
    return shown


@pytest.mark.parametrize("name", SAMPLED)
def test_a_kernel_shows_the_same_points(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLLAB_OFFLINE", "1")
    monkeypatch.setenv("COLLAB_COURSE", str(course.root()))
    monkeypatch.setenv("MPLBACKEND", "agg")
    entry = BANK[name]
    shown = by_kernel(entry, tmp_path)
    again = f"COLLAB_DRAW={DRAW} .venv/bin/python -m pytest tests/test_notebooks.py -k 'kernel and {name}'"
    if entry.kinder:
        assert any(shown[e] < points for e, points in entry.points().items()) or entry.lost, again
        return
    assert shown == entry.points(), f"Again: {again}"
