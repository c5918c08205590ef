"""What README and the pages say was measured is what was: every figure comes from its file, and its command stands beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import fill_results
import fill_truth
import pytest
import tables

from collab import cli
from collab.staff.measure import Tally

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "docs" / "measured.md"]
NAMES = r"MovieLens 100K|lessons? \d\d|\d\d_\w+"  # digits that measure nothing


def measured(page: Path) -> str:
    """The part of a page that says what was measured."""
    return page.read_text(encoding="utf-8").partition("# What was measured")[2].partition("\n## The house")[0]


def loose(text: str) -> list[str]:
    """The numbers that stand outside marks, code and links: nothing holds them to a measurement."""
    text = tables.INLINE.sub("", tables.MARKS.sub("", text))
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|" + NAMES, "", text, flags=re.IGNORECASE)
    return re.findall(r"\d[\d.,]*", text)


@pytest.mark.parametrize("page", tables.pages(), ids=lambda p: p.name)
def test_every_page_says_what_its_files_say(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert tables.filled(text) == text, "run .venv/bin/python tools/fill_tables.py"


@pytest.mark.parametrize("page", tables.pages(), ids=lambda p: p.name)
def test_a_marked_figure_begins_no_line(page: Path) -> None:
    """Markdown takes a line that begins with a comment for a block of its own, and the paragraph falls in two."""
    assert not re.findall(r"^<!-- =.*", page.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_no_figure_stands_there_without_its_file(page: Path) -> None:
    assert loose(measured(page)) == []
    assert loose("after 7 epochs, `lr=3`, <!-- =epochs -->5<!-- /= -->, 0.82") == ["7", "0.82"]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_each_table_is_followed_by_its_command(page: Path) -> None:
    text = measured(page)
    more = {"fastai", "class", "bounds"} if page.name == "measured.md" else set()
    assert {m["name"] for m in tables.MARKS.finditer(text)} == {"results", "ranking", "truth"} | more
    for table in tables.MARKS.finditer(text):
        after = text[table.end() :].lstrip().partition("\n\n")[0]
        assert after.startswith("Made by `.venv/bin/"), (page.name, table["name"])
        for name in re.findall(r"tools/\w+\.py", after):
            assert (ROOT / name).is_file(), name
        for name in re.findall(r"collab ([a-z]+)", after):
            assert name in cli.COMMANDS, name
    assert "tools/calibrate_loss_target.py" in text


def test_a_figure_that_was_changed_by_hand_is_seen() -> None:
    text = (ROOT / "docs" / "measured.md").read_text(encoding="utf-8")
    for old, new in (("0.822 ±", "0.799 ±"), ("-->300<!--", "-->500<!--")):
        assert old in text
        assert tables.filled(text.replace(old, new)) == text


def test_a_figure_that_nobody_measured_is_refused() -> None:
    with pytest.raises(KeyError):
        tables.filled("<!-- =speed -->99<!-- /= -->")


def test_the_lesson_shows_the_same_losses() -> None:
    """It may say the seconds too, which are of one machine on one day."""
    lesson = (ROOT / "solutions" / "06_collab_nn.py").read_text(encoding="utf-8")
    shown = fill_results.MARKS.search(lesson)
    assert shown is not None
    rows = [line.removeprefix("# ").split(" | ") for line in shown[0].splitlines() if line.startswith("# | `")]
    wanted = [
        line.split(" | ") for line in tables.results(tables.figure("results")).splitlines() if line.startswith("| `")
    ]
    assert [[c.strip(" |") for c in row[:5]] for row in rows] == [[c.strip(" |") for c in row[:5]] for row in wanted]


def test_counts_are_those_of_the_findings() -> None:
    """Four gradings by hand: two answers of each kind, one right one rejected, one wrong one told its mistake."""
    found = [
        Tally("mse", "right_a", True, gradings=1),
        Tally("mse", "right_b", True, gradings=1, wrongly=1),
        Tally("mse", "wrong_a", False, gradings=1, told=1),
        Tally("mse", "wrong_b", False, gradings=1, wrongly=1),
    ]
    counts = fill_truth.counts(found)
    kinds = {
        "right": {"answers": 2, "gradings": 2, "graded_wrongly": 1, "told": 0},
        "wrong": {"answers": 2, "gradings": 2, "graded_wrongly": 1, "told": 1},
    }
    assert counts == {"rounds": [1, 1], **kinds, "exercises": {"mse": kinds}}
    assert json.loads(json.dumps(counts)) == counts
    assert "1 false rejects" in tables.truth(counts)
    assert "gradings (1 round)" in tables.truth(counts)
    assert "gradings (1 to 2 rounds)" in tables.truth(
        fill_truth.counts([*found, Tally("mse", "right_c", True, gradings=2)])
    )
    assert tables.truth_by_exercise(counts).splitlines()[2].startswith("| `mse` | 2 | 2 | 1 | 97 % |")


def test_tallies_that_lack_an_answer_fill_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    there = fill_truth.read(fill_truth.FIGURES / "truth-tallies.json")
    monkeypatch.setattr(fill_truth, "read", lambda file: there[1:])
    monkeypatch.setattr(fill_truth, "stale", lambda tallies: [])
    monkeypatch.setattr(fill_truth, "write_json", lambda *args: pytest.fail("a table was made of part of the answers"))
    with pytest.raises(SystemExit, match=f"1 answers were not graded yet, {there[0].exercise}/{there[0].name}"):
        fill_truth.main()
